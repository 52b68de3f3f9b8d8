using System;
using NetGen.Conformance.Tests.Interpreter;

namespace NetGen.Conformance.Tests.Functions;

/// <summary>A float against what a judge says of it, over all that float32 can hold.</summary>
internal static class FloatJudgement
{
    /// <summary>What is wrong with a number; null if it is right. Beyond the largest float infinity is right; a number of which the judge can say nothing must at least be one.</summary>
    public static string? Fault(float actual, Rounded expected)
    {
        double reach = Rounding.Deviations * expected.Error;
        double largest = float.MaxValue * (1 - Rounding.Unit);
        bool holds = !float.IsNaN(actual) && (
            actual == expected.Value
            || double.IsInfinity(reach)
            || Math.Abs(actual - expected.Value) <= reach
            || (float.IsPositiveInfinity(actual) && expected.Value + reach >= largest)
            || (float.IsNegativeInfinity(actual) && expected.Value - reach <= -largest));
        return holds ? null : FormattableString.Invariant($"is {actual:R}, expected {expected.Value:R} within {reach:E1}");
    }
}
