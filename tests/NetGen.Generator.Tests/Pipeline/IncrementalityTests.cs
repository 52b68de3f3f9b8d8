using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.Pipeline;

/// <summary>What an edit makes run again.</summary>
public class IncrementalityTests
{
    private const string Network = """
        using NetGen;

        [Network(2, InputGradient = true)]
        [Dense(3), Tanh]
        [Dense(1)]
        [HalfSquaredError]
        public partial class N
        {
            public int Answer => 42;
        }
        """;

    private const string Other = "public class Other { public int Number => 1; }";

    [Fact]
    public void Another_file_edited() => AssertUntouched(Edit(Network, Network, Other.Replace('1', '2')));

    [Fact]
    public void A_comment_above_the_class() => AssertUntouched(Edit(Network, Network.Replace("[Network", "// Learns the parity of two bits.\n[Network", StringComparison.Ordinal), Other));

    [Fact]
    public void Whitespace_moved() => AssertUntouched(Edit(Network, Network.Replace("[Dense(3), Tanh]", "[Dense( 3 )]\n\n    [Tanh]", StringComparison.Ordinal), Other));

    [Fact]
    public void A_member_added() => AssertUntouched(Edit(Network, Network.Replace("42;", "42; public void Dense9() { }", StringComparison.Ordinal), Other));

    [Fact]
    public void The_same_size_in_other_words() => AssertUntouched(Edit(Network, Network.Replace("Dense(3)", "Dense(units: 1 + 2)", StringComparison.Ordinal), Other));

    [Fact]
    public void A_width_changed()
    {
        GeneratorRunResult run = Edit(Network, Network.Replace("Dense(3)", "Dense(4)", StringComparison.Ordinal), Other);
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(run, NetworkGenerator.DeclarationStep));
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(run, NetworkGenerator.CompilationStep));
    }

    [Fact]
    public void A_member_that_collides()
    {
        GeneratorRunResult run = Edit(Network, Network.Replace("Answer", "Dense1", StringComparison.Ordinal), Other);
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(run, NetworkGenerator.DeclarationStep));
        Assert.Empty(run.GeneratedSources);
    }

    /// <summary>The declaration is another, for its arguments stand in another order, but what comes of it is the same.</summary>
    [Fact]
    public void Named_arguments_in_another_order()
    {
        const string Before = "using NetGen; [Network(2)] [Dense(3, Bias = false, Name = \"a\")] partial class N;";
        GeneratorRunResult run = Edit(Before, Before.Replace("Bias = false, Name = \"a\"", "Name = \"a\", Bias = false", StringComparison.Ordinal), Other);
        Assert.Equal([IncrementalStepRunReason.Unchanged], Reasons(run, NetworkGenerator.CompilationStep));
        AssertOutputsCached(run);
    }

    [Fact]
    public void A_second_network_added()
    {
        GeneratorRunResult run = Edit(Network, Network, "using NetGen; [Network(2)] [Dense(2)] public partial class M;");
        Assert.Equal([IncrementalStepRunReason.New, IncrementalStepRunReason.Unchanged], Reasons(run, NetworkGenerator.DeclarationStep).Order());
        Assert.Equal([IncrementalStepRunReason.New, IncrementalStepRunReason.Cached], Reasons(run, NetworkGenerator.CompilationStep).Order());
    }

    [Fact]
    public void A_network_removed()
    {
        GeneratorRunResult run = Edit(Network + " [Network(2), Dense(2)] public partial class M;", Network, Other);
        Assert.All(run.GeneratedSources, file => Assert.StartsWith("N.", file.HintName, StringComparison.Ordinal));
        Assert.Contains(IncrementalStepRunReason.Removed, Reasons(run, NetworkGenerator.CompilationStep));
    }

    /// <summary>Runs on the first text beside <see cref="Other"/>, then with both files replaced.</summary>
    private static GeneratorRunResult Edit(string before, string after, string other)
    {
        CSharpCompilation compilation = GeneratorHost.Compile(before, Other);
        GeneratorDriver driver = GeneratorHost.Driver("Vector128").RunGenerators(compilation);
        compilation = Replace(Replace(compilation, 0, after), 1, other);
        return driver.RunGenerators(compilation).GetRunResult().Results.Single();
    }

    private static CSharpCompilation Replace(CSharpCompilation compilation, int file, string text)
    {
        SyntaxTree tree = compilation.SyntaxTrees[file];
        return tree.ToString() == text ? compilation : compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, GeneratorHost.ParseOptions, tree.FilePath));
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult run, string step) =>
        run.TrackedSteps[step].SelectMany(tracked => tracked.Outputs).Select(output => output.Reason);

    private static void AssertUntouched(GeneratorRunResult run)
    {
        Assert.All(Reasons(run, NetworkGenerator.DeclarationStep), reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, reason.ToString()));
        Assert.Equal([IncrementalStepRunReason.Cached], Reasons(run, NetworkGenerator.CompilationStep));
        AssertOutputsCached(run);
    }

    private static void AssertOutputsCached(GeneratorRunResult run) =>
        Assert.All(run.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs), output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
}
