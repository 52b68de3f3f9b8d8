using System;
using System.IO;
using Xunit;

namespace NetGen.Tests.Files;

public class AtomicFileTests
{
    [Fact]
    public void A_failure_leaves_the_old_file_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a"], "old");
        Assert.Throws<IOException>(() => AtomicFile.Write(folder["a"], stream =>
        {
            stream.Write(new byte[100_000]);
            throw new IOException("disk full");
        }));
        Assert.Equal("old", File.ReadAllText(folder["a"]));
        Assert.Equal(["a"], folder.Names);
    }

    [Fact]
    public void A_symbolic_link_stays_and_leads_to_the_new_content()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["model-1"], "old");
        File.CreateSymbolicLink(folder["latest"], folder["model-1"]);
        AtomicFile.Write(folder["latest"], stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(folder["model-1"]));
        Assert.NotNull(new FileInfo(folder["latest"]).LinkTarget);
    }

    [Fact]
    public void Permissions_of_a_replaced_file_are_kept()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a"], "old");
        File.SetUnixFileMode(folder["a"], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        AtomicFile.Write(folder["a"], stream => stream.Write("new"u8));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder["a"]));
    }
}
