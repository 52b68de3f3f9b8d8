using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.Programs;

/// <summary>What the repository's README shows is true.</summary>
public partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(RepositoryFiles.Path("README.md")).ReplaceLineEndings("\n");

    /// <summary>Word for word.</summary>
    private static readonly string Example = Block("An example", "csharp");

    [Fact]
    public void The_example_is_short() => Assert.InRange(Example.Split('\n').Length, 1, 25);

    [Fact]
    public void The_example_learns_xor()
    {
        using ChildProgram program = ChildProgram.Build(Example);
        ChildOutput output = program.Run();
        Assert.Equal(["0 xor 0 = 0", "0 xor 1 = 1", "1 xor 0 = 1", "1 xor 1 = 0"], output.Lines.TakeLast(4));
        Assert.Empty(output.Errors);
    }

    [Fact]
    public void The_projects_of_the_reference_exist()
    {
        string[] paths = Block("An example", "xml").Split('"').Where(part => part.EndsWith(".csproj", StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, paths.Length);
        Assert.All(paths, path => Assert.True(File.Exists(RepositoryFiles.Path(path)), path));
    }

    [Fact]
    public void The_excerpt_is_of_what_the_example_yields()
    {
        string excerpt = Block("The code it yields", "csharp");
        Assert.InRange(excerpt.Split('\n').Length, 20, 90);
        RequireExcerpt(GeneratorHost.Run(Example).Files["XorNetwork.g.cs"], excerpt);
    }

    [Fact]
    public void The_training_compiles()
    {
        const string Start = "using System.Threading; using NetGen; using NetGen.Data; using NetGen.Reports; CancellationToken cancellationToken = default;\n";
        CSharpCompilation program = GeneratorHost.Compile(Start + Block("Training", "csharp"))
            .AddReferences(new[] { typeof(Data.Csv), typeof(Reports.TrainingReport) }.Select(type => MetadataReference.CreateFromFile(type.Assembly.Location)));
        GeneratorHost.Run(program.WithOptions(program.Options.WithOutputKind(OutputKind.ConsoleApplication)), GeneratorHost.Driver("Vector128")).AssertClean();
    }

    [Fact]
    public void The_samples_of_the_commands_exist()
    {
        string[] paths = SamplePath().Matches(Readme).Select(match => match.Value).Distinct().ToArray();
        Assert.Contains("samples/Tabular/data/wine.csv", paths);
        Assert.All(paths, path => Assert.True(Path.Exists(RepositoryFiles.Path(path)), path));
    }

    [Fact]
    public void The_function_is_that_of_the_sample_and_yields_the_derivative_shown()
    {
        string sample = File.ReadAllText(RepositoryFiles.Path("samples", "Gabor", "GaborModel.cs")).ReplaceLineEndings("\n");
        Assert.Contains(Block("Functions of your own", "csharp"), sample, StringComparison.Ordinal);
        RequireExcerpt(GeneratorHost.Run(GeneratorHost.Compile(sample), GeneratorHost.Driver("Avx2")).Files["NetGen.Samples.Gabor.GaborModel.Avx2.g.cs"], Block("Functions of your own", "csharp", 1));
    }

    /// <summary>Every line of the excerpt, in order; "..." stands for lines left out, and without it nothing is left out.</summary>
    private static void RequireExcerpt(string file, string text)
    {
        string[] emitted = file.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToArray();
        string[] excerpt = text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToArray();
        int next = 0;
        bool anywhere = true;
        foreach (string line in excerpt)
        {
            if (line is "..." or "// ...")
            {
                anywhere = true;
                continue;
            }

            int found = Array.IndexOf(emitted, line, next);
            Assert.True(found >= 0, $"The emitted file does not hold, after what stands before it: {line}");
            Assert.True(anywhere || found == next, $"Lines are left out before: {line}");
            next = found + 1;
            anywhere = false;
        }
    }

    /// <summary>The number is written in two places.</summary>
    [Fact]
    public void The_cost_of_a_debug_build_is_what_the_notice_says()
    {
        string notice = File.ReadAllText(RepositoryFiles.Path("src", "NetGen", "Training", "DebugBuildNotice.cs"));
        Assert.Equal(Slowdown().Match(notice).Groups[1].Value, TimesSlower().Match(Readme).Groups[1].Value);
    }

    /// <summary>A code block of a language under a heading, by its number.</summary>
    private static string Block(string heading, string language, int number = 0)
    {
        string section = Readme[Readme.IndexOf($"\n## {heading}\n", StringComparison.Ordinal)..];
        MatchCollection blocks = Regex.Matches(section, $@"\n```{language}\n(.*?)\n```\n", RegexOptions.Singleline);
        Assert.True(blocks.Count > number, $"{heading} has no block {number} of {language}.");
        return blocks[number].Groups[1].Value;
    }

    [GeneratedRegex("samples/[A-Za-z0-9/_]+(\\.csv)?")]
    private static partial Regex SamplePath();

    [GeneratedRegex(@"DebugSlowdown = (\d+);")]
    private static partial Regex Slowdown();

    [GeneratedRegex(@"about (\d+) times slower")]
    private static partial Regex TimesSlower();
}
