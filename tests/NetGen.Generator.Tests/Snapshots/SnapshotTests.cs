using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;
using Xunit.Sdk;

namespace NetGen.Generator.Tests.Snapshots;

/// <summary>The helper itself, in a folder of its own.</summary>
public sealed class SnapshotTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("netgen-snapshots").FullName;
    private readonly List<string> _opened = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_accepted_is_verified_afterwards()
    {
        Verify(accept: true, "one\ntwo\n");
        Assert.Equal("one\ntwo\n", File.ReadAllText(Path.Combine(_folder, "Class.Method#File.g.verified.cs")));
        Verify(accept: false, "one\ntwo\n");
        Assert.Equal(["Class.Method"], Helper(accept: false).Owners());
        Assert.Empty(_opened);
    }

    [Fact]
    public void A_difference_fails_is_written_and_opened()
    {
        Verify(accept: true, "one\ntwo\n");
        string message = Fails("one\nthree\n");
        Assert.Contains("Class.Method#File.g differs from line 2:\n    verified: two\n    received: three", message, StringComparison.Ordinal);
        Assert.Equal(["Class.Method#File.g.received.cs", "Class.Method#File.g.verified.cs"], Files());
        Assert.Equal("one\nthree\n", File.ReadAllText(Path.Combine(_folder, "Class.Method#File.g.received.cs")));
        Assert.Equal(["Class.Method#File.g.received.cs -> Class.Method#File.g.verified.cs"], _opened);
    }

    [Fact]
    public void A_difference_at_the_end_fails()
    {
        Verify(accept: true, "one\n");
        Assert.Contains("differs from line 2", Fails("one\ntwo\n"), StringComparison.Ordinal);
        Assert.Contains("differs from line 1", Fails(""), StringComparison.Ordinal);
    }

    [Fact]
    public void A_first_run_fails() => Assert.Contains("Class.Method#File.g has no verified file.", Fails("one\n"), StringComparison.Ordinal);

    [Fact]
    public void What_was_received_before_goes_when_the_texts_agree()
    {
        Verify(accept: true, "one\n");
        _ = Fails("two\n");
        Verify(accept: false, "one\n");
        Assert.Equal(["Class.Method#File.g.verified.cs"], Files());
    }

    [Fact]
    public void A_stale_file_fails_until_it_is_accepted_that_it_goes()
    {
        Verify(accept: true, "one\n", "two\n");
        Assert.Contains("Class.Method#File1.g.verified.cs is stale", Fails("one\n"), StringComparison.Ordinal);
        Verify(accept: true, "one\n");
        Assert.Equal(["Class.Method#File.g.verified.cs"], Files());
    }

    [Fact]
    public void Files_of_other_tests_are_not_stale()
    {
        File.WriteAllText(Path.Combine(_folder, "Class.Method2#File.g.verified.cs"), "");
        Verify(accept: true, "one\n");
        Verify(accept: false, "one\n");
        Assert.Equal(["Class.Method", "Class.Method2"], Helper(accept: false).Owners().Order());
    }

    [Fact]
    public void Line_ends_of_a_checkout_make_no_difference()
    {
        File.WriteAllText(Path.Combine(_folder, "Class.Method#File.g.verified.cs"), "one\r\ntwo\r\n");
        Verify(accept: false, "one\ntwo\n");
    }

    private string Fails(params string[] texts) => Assert.ThrowsAny<XunitException>(() => Verify(accept: false, texts)).Message;

    private void Verify(bool accept, params string[] texts) =>
        Helper(accept).Verify("Class", "Method", texts.Select((text, number) => new SnapshotText($"File{(number == 0 ? "" : number)}.g", "cs", text)));

    private Snapshot Helper(bool accept) =>
        new(_folder, accept, (received, verified) => _opened.Add($"{Path.GetFileName(received)} -> {Path.GetFileName(verified)}"));

    private IEnumerable<string?> Files() => Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
