using System;
using System.Linq;
using Xunit;

namespace NetGen.Conformance.Tests.Reference;

/// <summary>The rates of all schedules against PyTorch's.</summary>
public sealed class ScheduleTests
{
    public static TheoryData<string> Names => [.. ReferenceCatalogue.OfKind("schedule").Select(translation => translation.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Rates_agree_with_PyTorch(string name)
    {
        GroupError error = Compare(name).Error();
        Assert.True(error.Value <= Tolerances.Rate, FormattableString.Invariant($"off by {error.Value:E2}: {error.Where}."));
    }

    /// <summary>The error is judged on the largest rate, so each rate is moved by itself.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void One_wrong_rate_fails(string name)
    {
        Comparison comparison = Compare(name);
        for (int t = 0; t < comparison.Tensors[0].Expected.Length; t++)
        {
            Assert.False(comparison.Perturbed(0, t, 10).Holds);
        }
    }

    private static Comparison Compare(string name)
    {
        Translation translation = ReferenceCatalogue.All[name];
        return new Comparison("rates", Tolerances.Rate, [new ComparedTensor("lr", ScheduleTranslator.RatesOf(translation), translation.Case.Doubles("schedule/lr"))]);
    }
}
