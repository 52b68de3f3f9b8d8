using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Conformance.Tests.Compilation;
using Xunit;

namespace NetGen.Conformance.Tests.Reference;

/// <summary>Shows that the comparison sees faults: in every case, every group with one element wrong by ten tolerances must fail.</summary>
public sealed class MutationTests
{
    private const double Tolerances = 10;

    private static readonly int Seed = Seeds.From("NETGEN_MUTATION_SEED", 1);

    [Theory]
    [Cases(KernelBody.Vector128)]
    public void One_wrong_element_fails(string name, KernelBody body)
    {
        Translation translation = ReferenceCatalogue.All[name];
        var random = new System.Random(Seed);
        foreach (Comparison comparison in ReferenceRuns.Compare(translation, ReferenceRuns.Of(name, body)))
        {
            foreach ((int tensor, int element) in new[] { Any(comparison, random), Largest(comparison) })
            {
                Assert.False(
                    comparison.Perturbed(tensor, element, Tolerances).Holds,
                    $"{comparison.Name} passes although {comparison.Tensors[tensor].Name}[{element}] is wrong by {Tolerances} tolerances (seed {Seed}).");
            }
        }
    }

    private static (int Tensor, int Element) Any(Comparison comparison, System.Random random)
    {
        int tensor = random.Next(comparison.Tensors.Count);
        return (tensor, random.Next(comparison.Tensors[tensor].Expected.Length));
    }

    private static (int Tensor, int Element) Largest(Comparison comparison)
    {
        IEnumerable<(int Tensor, int Element, double Value)> all = comparison.Tensors.SelectMany(
            (tensor, i) => tensor.Expected.Select((value, j) => (i, j, Math.Abs(value))));
        (int tensor, int element, _) = all.MaxBy(candidate => candidate.Value);
        return (tensor, element);
    }
}
