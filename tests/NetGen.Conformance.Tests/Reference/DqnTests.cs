using System;
using System.Linq;
using NetGen.Conformance.Tests.Compilation;
using Xunit;

namespace NetGen.Conformance.Tests.Reference;

/// <summary>Q learning against PyTorch's, in every kernel body.</summary>
public sealed class DqnTests
{
    [Theory]
    [Cases(KernelBody.Vector128, Kind = "dqn"), Cases(KernelBody.Avx2, Kind = "dqn"), Cases(KernelBody.Avx512, Kind = "dqn"), Cases(KernelBody.Avx512Emulated, Kind = "dqn")]
    public void Numbers_agree_with_PyTorch(string name, KernelBody body)
    {
        foreach (Comparison comparison in DqnRuns.Compare(ReferenceCatalogue.All[name], body))
        {
            GroupError error = comparison.Error();
            Assert.True(
                error.Value <= comparison.Tolerance,
                FormattableString.Invariant($"{comparison.Name} is off by {error.Value:E2}, {comparison.Tolerance:E2} is tolerated: {error.Where}."));
        }
    }

    [Theory]
    [Cases(KernelBody.Avx2, Kind = "dqn"), Cases(KernelBody.Avx512, Kind = "dqn"), Cases(KernelBody.Avx512Emulated, Kind = "dqn")]
    public void Bits_are_those_of_the_128_bit_body(string name, KernelBody body)
    {
        Translation translation = ReferenceCatalogue.All[name];
        foreach ((Comparison actual, Comparison expected) in DqnRuns.Compare(translation, body).Zip(DqnRuns.Compare(translation, KernelBody.Vector128)))
        {
            foreach ((ComparedTensor one, ComparedTensor other) in actual.Tensors.Zip(expected.Tensors))
            {
                Assert.Equal(other.Actual.Select(BitConverter.DoubleToInt64Bits), one.Actual.Select(BitConverter.DoubleToInt64Bits));
            }
        }
    }

    [Theory]
    [Cases(KernelBody.Vector128, Kind = "dqn")]
    public void One_wrong_element_fails(string name, KernelBody body)
    {
        foreach (Comparison comparison in DqnRuns.Compare(ReferenceCatalogue.All[name], body))
        {
            for (int tensor = 0; tensor < comparison.Tensors.Count; tensor++)
            {
                Assert.False(comparison.Perturbed(tensor, 0, 10).Holds, $"{comparison.Name} passes although {comparison.Tensors[tensor].Name}[0] is wrong by 10 tolerances.");
            }
        }
    }
}
