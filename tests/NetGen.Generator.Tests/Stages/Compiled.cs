using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Differentiation;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Tests.Hosting;

namespace NetGen.Generator.Tests.Stages;

/// <summary>Runs the compiler's stages on a declaration up to the one that a test looks at.</summary>
internal static class Compiled
{
    /// <summary>The declaration of the only network in a source text.</summary>
    public static NetworkDeclaration Declaration(string source)
    {
        Compilation compilation = GeneratorHost.Compile(source);
        INamedTypeSymbol type = compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>().Single(type => type.GetAttributes().Any(DeclarationReader.IsNetwork));
        return DeclarationReader.Read(type, compilation, CancellationToken.None);
    }

    /// <summary>The forward graph of a network with these attributes after [Network].</summary>
    public static ForwardGraph Forward(string attributes)
    {
        ForwardGraph? graph = GraphBuilder.Build(Declaration($"using NetGen; {attributes} partial class N;"), out IReadOnlyList<Problem> problems);
        return graph ?? throw new InvalidOperationException(string.Join('\n', problems));
    }

    public static NetworkPlan Plan(string attributes)
    {
        ForwardGraph forward = Forward(attributes);
        return Lowerer.Lower(forward, Differentiator.Differentiate(forward));
    }
}
