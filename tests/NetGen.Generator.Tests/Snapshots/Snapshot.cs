using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using DiffEngine;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.Snapshots;

/// <summary>One text that a snapshot holds.</summary>
/// <param name="Name">What stands after # in the file's name.</param>
/// <param name="Extension">The file's, without a dot.</param>
/// <param name="Text">With LF line ends.</param>
internal sealed record SnapshotText(string Name, string Extension, string Text);

/// <summary>
/// Compares texts with files beside the tests, by the conventions of Verify.SourceGenerators, so that it can take this helper's place without a
/// change to a snapshot: <c>Class.Method#Hint.verified.cs</c> with the hint name in its first line; on a difference what was received is
/// written beside it as <c>.received.cs</c> and opened in a diff tool, but for build servers. A verified file that no text belongs to fails.
/// <para>With the environment variable <c>NETGEN_ACCEPT=1</c> whatever is received becomes the snapshot, and files that nothing belongs to are deleted.</para>
/// </summary>
/// <param name="folder">Where the files lie.</param>
/// <param name="accept">True to take what is received.</param>
/// <param name="open">Shows received and verified file.</param>
internal sealed class Snapshot(string folder, bool accept, Action<string, string> open)
{
    /// <summary>Beside this file.</summary>
    public static Snapshot Here { get; } = new(
        RepositoryFiles.Path("tests", "NetGen.Generator.Tests", "Snapshots"),
        Environment.GetEnvironmentVariable("NETGEN_ACCEPT") == "1",
        OpenUnlessOnBuildServer);

    /// <summary>The emitted files of a run. The line with the hint name is Verify's.</summary>
    public static IEnumerable<SnapshotText> Of(HostResult result) =>
        result.Files.Select(file => new SnapshotText(Path.GetFileNameWithoutExtension(file.Key), "cs", $"//HintName: {file.Key}\n{file.Value}"));

    /// <summary>Compares all texts of one test.</summary>
    public void Verify(string testClass, string testMethod, IEnumerable<SnapshotText> texts)
    {
        string prefix = $"{testClass}.{testMethod}#";
        List<string> faults = [];
        HashSet<string> current = [];
        foreach (SnapshotText text in texts)
        {
            string name = prefix + text.Name;
            current.Add($"{name}.verified.{text.Extension}");
            faults.AddRange(Compare(name, text));
        }

        faults.AddRange(Stale(prefix, current));
        Assert.True(faults.Count == 0, string.Join('\n', faults.Append("Look at the difference; if it is meant, run the tests with NETGEN_ACCEPT=1 and commit the verified files.")));
    }

    /// <summary>The tests, as Class.Method, that verified files belong to.</summary>
    public IEnumerable<string> Owners() =>
        Directory.GetFiles(folder, "*.verified.*").Select(file => Path.GetFileName(file).Split('#')[0]).Distinct();

    private IEnumerable<string> Compare(string name, SnapshotText text)
    {
        string verified = Path.Combine(folder, $"{name}.verified.{text.Extension}");
        string received = Path.Combine(folder, $"{name}.received.{text.Extension}");
        string? expected = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : null;
        File.Delete(received);
        if (expected == text.Text)
        {
            yield break;
        }

        if (accept)
        {
            File.WriteAllText(verified, text.Text);
            yield break;
        }

        File.WriteAllText(received, text.Text);
        open(received, verified);
        yield return expected is null ? $"{name} has no verified file." : $"{name} differs{FirstDifference(expected, text.Text)}";
    }

    private IEnumerable<string> Stale(string prefix, HashSet<string> current)
    {
        foreach (string file in Directory.GetFiles(folder, prefix + "*.verified.*").Where(file => !current.Contains(Path.GetFileName(file))))
        {
            if (accept)
            {
                File.Delete(file);
                continue;
            }

            yield return $"{Path.GetFileName(file)} is stale: nothing of that name is made any more.";
        }
    }

    private static string FirstDifference(string expected, string received)
    {
        (string[] left, string[] right) = (expected.Split('\n'), received.Split('\n'));
        int line = Enumerable.Range(0, Math.Max(left.Length, right.Length)).First(i => i >= left.Length || i >= right.Length || left[i] != right[i]);
        var text = new StringBuilder($" from line {line + 1}:");
        _ = text.Append("\n    verified: ").Append(line < left.Length ? left[line] : "(end)").Append("\n    received: ").Append(line < right.Length ? right[line] : "(end)");
        return text.ToString();
    }

    private static void OpenUnlessOnBuildServer(string received, string verified)
    {
        if (!BuildServerDetector.Detected)
        {
            _ = DiffRunner.Launch(received, verified);
        }
    }
}
