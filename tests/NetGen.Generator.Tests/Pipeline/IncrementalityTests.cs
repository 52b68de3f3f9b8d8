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

    private const string WithFunction = """
        using System;
        using NetGen;

        [Network(2)]
        [Elementwise(nameof(F))]
        [HalfSquaredError]
        public partial class N
        {
            public int Answer => 42;

            private static float F(float x, float p) => MathF.Exp(x * p);
        }
        """;

    private const string Other = "public class Other { public int Number => 1; }";

    [Fact]
    public void Another_file_edited() => AssertUntouched(Edit(Network, Network, Other.Replace('1', '2')));

    /// <summary>A class with variants is one item of the pipeline, with all its networks.</summary>
    [Fact]
    public void Another_file_edited_beside_variants()
    {
        string variants = Network.Replace("[Dense(3)", "[Variants(\"Hidden\", 3, 4)] [Dense(\"Hidden\")", StringComparison.Ordinal);
        AssertUntouched(Edit(variants, variants, Other.Replace('1', '2')));
    }

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
    public void Comments_and_brackets_in_a_function() => AssertUntouched(Edit(
        WithFunction, WithFunction.Replace("x * p", "( x /* input */ * p )\n", StringComparison.Ordinal), Other));

    [Fact]
    public void Another_method_than_the_function() => AssertUntouched(Edit(
        WithFunction, WithFunction.Replace("=> 42", "=> F(42, 1)", StringComparison.Ordinal), Other));

    [Fact]
    public void Other_words_for_the_same_function() => AssertUntouched(Edit(
        WithFunction, WithFunction.Replace("=> MathF.Exp(x * p)", "{ /* as before */ return MathF.Exp(x: (x * p)); }", StringComparison.Ordinal), Other));

    /// <summary>The emitted code bears the names of locals.</summary>
    [Fact]
    public void A_local_of_a_function_renamed()
    {
        string source = WithFunction.Replace("=> MathF.Exp(x * p)", "{ float wave = x * p; return MathF.Exp(wave) * MathF.Sin(wave) / (wave * wave + 1); }", StringComparison.Ordinal);
        GeneratorRunResult run = Edit(source, source.Replace("wave", "angle", StringComparison.Ordinal), Other);
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(run, NetworkGenerator.DeclarationStep));
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(run, NetworkGenerator.CompilationStep));
    }

    [Theory]
    [InlineData("x * p", "x * p * p")]
    [InlineData("float p)", "float p = 2)")]
    [InlineData("float p)", "float q)")]
    [InlineData("MathF.Exp(x * p)", "MathF.Cbrt(x * p)")]
    public void A_function_changed(string before, string after)
    {
        GeneratorRunResult run = Edit(WithFunction, WithFunction.Replace(before, after, StringComparison.Ordinal).Replace("float q) => MathF.Exp(x * p", "float q) => MathF.Exp(x * q", StringComparison.Ordinal), Other);
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(run, NetworkGenerator.DeclarationStep));
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(run, NetworkGenerator.CompilationStep));
    }

    /// <summary>A function in another file is part of the declaration; what else stands there is not.</summary>
    [Fact]
    public void A_function_in_another_file()
    {
        const string Caller = "using NetGen; [Network(1)] [Elementwise(typeof(Other), \"F\")] partial class N;";
        string other = Other.Replace("}", "public static float F(float x) => G(x) * x; static float G(float x) => x + 1; }", StringComparison.Ordinal);
        AssertUntouched(EditBoth(Caller, Caller, other, other.Replace("=> 1;", "=> 2;", StringComparison.Ordinal)));
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(EditBoth(Caller, Caller, other, other.Replace("x + 1", "x + 2", StringComparison.Ordinal)), NetworkGenerator.CompilationStep));
    }

    /// <summary>A place in a method is a way through its syntax, which spaces do not change.</summary>
    [Fact]
    public void Spaces_before_what_cannot_be_read()
    {
        string broken = WithFunction.Replace("MathF.Exp(x * p)", "MathF.Cbrt(x % p)", StringComparison.Ordinal);
        AssertUntouched(Edit(broken, broken.Replace("x % p", "\n\n  x  %  p", StringComparison.Ordinal).Replace("public int", "// First.\npublic int", StringComparison.Ordinal), Other));
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
    private static GeneratorRunResult Edit(string before, string after, string other) => EditBoth(before, after, Other, other);

    private static GeneratorRunResult EditBoth(string before, string after, string otherBefore, string other)
    {
        CSharpCompilation compilation = GeneratorHost.Compile(before, otherBefore);
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
