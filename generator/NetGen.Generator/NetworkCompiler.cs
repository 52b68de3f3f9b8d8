using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Differentiation;
using NetGen.Generator.Emission;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;

namespace NetGen.Generator;

/// <summary>What became of a declaration: files, or the reasons why there are none.</summary>
/// <param name="Network">The class's name.</param>
/// <param name="Files">The emitted files.</param>
/// <param name="Problems">How many problems the declaration has.</param>
/// <param name="FailedStage">The stage in which NetGen itself failed, or null.</param>
/// <param name="Failure">What it failed with.</param>
internal sealed record CompiledNetwork(string Network, EquatableArray<SourceFile> Files, int Problems, string? FailedStage = null, string? Failure = null);

/// <summary>A declaration, or the failure of NetGen itself to read it.</summary>
internal sealed record ReadNetwork(NetworkDeclaration? Declaration, CompiledNetwork? Failed);

/// <summary>Runs the stages, with a verifier after each. A failure of a stage becomes a result: it must not take the other networks with it.</summary>
internal static class NetworkCompiler
{
    public static ReadNetwork Read(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        try
        {
            return new ReadNetwork(DeclarationReader.Read(type, compilation, cancellation), null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new ReadNetwork(null, new CompiledNetwork(type.Name, [], 0, "Declarations", exception.Message));
        }
    }

    /// <summary>The front end alone: what the analyzer reports.</summary>
    public static IReadOnlyList<Problem> Check(NetworkDeclaration declaration)
    {
        if (declaration.Variants.Count > 0)
        {
            // What is wrong with several variants is one mistake, at one place.
            return [.. VariantChecks.Check(declaration)
                .Concat(declaration.Networks.SelectMany(Check).GroupBy(problem => (problem.RuleId, problem.Site)).Select(same => same.First()))];
        }

        GraphBuilder.Build(declaration, out IReadOnlyList<Problem> problems);
        return problems;
    }

    public static CompiledNetwork Compile(NetworkDeclaration declaration, EquatableArray<InstructionSet> sets, CompilerOptions options, CancellationToken cancellation)
    {
        string stage = "Graph";
        try
        {
            if (declaration.Variants.Count > 0)
            {
                return CompileVariants(declaration, sets, options, cancellation);
            }

            if (declaration.HasCompilerErrors)
            {
                // The C# compiler has reported what is wrong.
                return new CompiledNetwork(declaration.Name, Stub(declaration), 0);
            }

            ForwardGraph? forward = GraphBuilder.Build(declaration, options, out IReadOnlyList<Problem> problems);
            if (forward is null)
            {
                return new CompiledNetwork(declaration.Name, Stub(declaration), problems.Count(problem => problem.IsError));
            }

            ForwardGraphVerifier.Verify(forward);
            cancellation.ThrowIfCancellationRequested();

            stage = "Differentiation";
            TrainingGraph? training = Differentiator.Differentiate(forward);
            if (training is not null)
            {
                TrainingGraphVerifier.Verify(training);
            }

            cancellation.ThrowIfCancellationRequested();
            stage = "Lowering";
            NetworkPlan plan = Lowerer.Lower(forward, training);
            cancellation.ThrowIfCancellationRequested();
            stage = "Emission";
            return new CompiledNetwork(declaration.Name, NetworkEmitter.Emit(declaration, plan, sets), 0);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new CompiledNetwork(declaration.Name, [], 0, stage, exception.Message);
        }
    }

    /// <summary>The networks of all variants and the class that makes them.</summary>
    private static CompiledNetwork CompileVariants(NetworkDeclaration declaration, EquatableArray<InstructionSet> sets, CompilerOptions options, CancellationToken cancellation)
    {
        int problems = declaration.HasCompilerErrors ? 0 : Check(declaration).Count(problem => problem.IsError);
        if (declaration.Networks.Count == 0 || declaration.Collisions.Count > 0 || !StubEmitter.CanEmit(declaration))
        {
            return new CompiledNetwork(declaration.Name, [], problems);
        }

        if (declaration.HasCompilerErrors || problems > 0)
        {
            return new CompiledNetwork(declaration.Name, [new VariantsEmitter(declaration).EmitStub(), .. declaration.Networks.SelectMany(network => Stub(network))], problems);
        }

        CompiledNetwork[] networks = [.. declaration.Networks.Select(network => Compile(network, sets, options, cancellation))];
        return networks.FirstOrDefault(network => network.FailedStage is not null)
            ?? new CompiledNetwork(declaration.Name, [new VariantsEmitter(declaration).Emit(), .. networks.SelectMany(network => network.Files)], problems);
    }

    private static EquatableArray<SourceFile> Stub(NetworkDeclaration declaration) => StubEmitter.CanEmit(declaration) ? [new StubEmitter(declaration).Emit()] : [];
}
