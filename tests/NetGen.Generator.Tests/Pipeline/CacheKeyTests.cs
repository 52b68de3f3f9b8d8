using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NetGen.Generator.Declarations;
using NetGen.Generator.Emission;
using NetGen.Generator.Tests.Hosting;
using NetGen.Generator.Tests.Stages;
using Xunit;

namespace NetGen.Generator.Tests.Pipeline;

/// <summary>What the pipeline caches must compare by value and hold nothing that keeps a compilation alive.</summary>
public class CacheKeyTests
{
    public static TheoryData<string> Sources => [Networks.Xor, Networks.Mnist1D, Networks.Mixer, Networks.Wavelet];

    [Theory]
    [MemberData(nameof(Sources))]
    public void A_declaration_read_twice_is_equal_with_equal_hash(string source)
    {
        NetworkDeclaration first = Compiled.Declaration(source);
        NetworkDeclaration second = Compiled.Declaration("// Another compilation.\n" + source);
        Assert.NotSame(first, second);
        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
    }

    [Fact]
    public void Declarations_that_differ_anywhere_are_not_equal()
    {
        NetworkDeclaration declaration = Compiled.Declaration(Networks.Xor);
        NetworkDeclaration[] others =
        [
            declaration with { Name = "Other" },
            declaration with { Namespace = "" },
            declaration with { InputShape = [2, 1] },
            declaration with { InputGradient = false },
            declaration with { Containers = ["partial class Outer"] },
            declaration with { Collisions = ["Dense1"] },
            declaration with { IsPartial = false },
            declaration with { Obstacle = "it is a record" },
            declaration with { HasCompilerErrors = true },
            declaration with { Index = 1 },
            declaration with { Modifiers = [new ModifierDeclaration { Attribute = "NetGen.Any", Index = 1, Owner = null, OnOtherPart = false, Arguments = [] }] },
            declaration with { HasIntInput = true },
            declaration with { Networks = [declaration] },
            declaration with { Sizes = [new Argument("Hidden", 16, null)] },
            declaration with { Variants = [new VariantDeclaration { Attribute = "NetGen.Variants", Index = 1, Owner = null, OnOtherPart = false, Arguments = [], IsUsed = true }] },
            declaration with { Inputs = [new InputDeclaration { Attribute = "NetGen.Input", Index = 1, Owner = null, OnOtherPart = false, Arguments = [] }] },
            declaration with { Layers = [.. declaration.Layers.Skip(1)] },
            declaration with { Layers = [.. declaration.Layers.Reverse()] },
            declaration with { Layers = [declaration.Layers[0] with { Name = "stem" }, .. declaration.Layers.Skip(1)] },
            declaration with { Layers = [declaration.Layers[0] with { Arguments = [new Argument("units", 17, null)] }, .. declaration.Layers.Skip(1)] },
        ];
        Assert.All(
            typeof(NetworkDeclaration).GetProperties().Where(property => property.CanWrite),
            property => Assert.Contains(others, other => !Equals(property.GetValue(declaration), property.GetValue(other))));
        Assert.All(others, other => Assert.NotEqual(declaration, other));
    }

    [Fact]
    public void Instruction_sets_read_twice_are_equal() => Assert.Equal(InstructionSet.Parse("Avx2, Vector128"), InstructionSet.Parse("vector128;AVX2"));

    /// <summary>A symbol, a tree or a location in a cached value would keep a whole compilation alive and differ after every edit.</summary>
    [Fact]
    public void No_tracked_output_reaches_the_compilation()
    {
        HostResult result = GeneratorHost.Run(
            Networks.Xor, Networks.Mnist1D, Networks.Mixer, Networks.Wavelet, "using NetGen; [Network(0)] [Dense(3, Name = \"1\")] class Broken;");
        object[] outputs =
        [
            .. new[] { NetworkGenerator.DeclarationStep, NetworkGenerator.CompilationStep }
                .SelectMany(step => result.Run.TrackedSteps[step])
                .SelectMany(step => step.Outputs)
                .Select(output => output.Value),
        ];
        Assert.Equal(10, outputs.Length);
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        Assert.All(outputs, output => Walk(output, output.GetType().Name, seen));
    }

    private static void Walk(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum || (!value.GetType().IsValueType && !seen.Add(value)))
        {
            return;
        }

        Assert.False(
            value is ISymbol or SyntaxNode or SyntaxTree or SyntaxReference or Location or Compilation or AttributeData or SemanticModel or SourceText or Diagnostic,
            $"{path} holds a {value.GetType().Name}");
        Assert.False(value is Delegate or WeakReference, $"{path} holds a {value.GetType().Name}, behind which anything may be");
        if (value is IEnumerable items)
        {
            foreach (object? item in items)
            {
                Walk(item, path + "[]", seen);
            }
        }

        for (Type? type = value.GetType(); type is not null; type = type.BaseType)
        {
            foreach (System.Reflection.FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                Walk(field.GetValue(value), path + "." + field.Name, seen);
            }
        }
    }
}
