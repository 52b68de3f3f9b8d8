using System;
using NetGen.Conformance.Tests.Interpreter;

namespace NetGen.Conformance.Tests.Functions;

/// <summary>A number against what a judge says of it, over all that float32 can hold.</summary>
internal static class FloatJudgement
{
    /// <summary>What is wrong with a number; null if it is right. Beyond the largest float infinity is right; a number of which the judge can say nothing must at least be one.</summary>
    public static string? Fault(double actual, Rounded expected)
    {
        double reach = Rounding.Deviations * expected.Error;
        double largest = float.MaxValue * (1 - Rounding.Unit);
        bool holds = !double.IsNaN(actual) && (
            actual == expected.Value
            || double.IsInfinity(reach)
            || Math.Abs(actual - expected.Value) <= reach
            || (double.IsPositiveInfinity(actual) && expected.Value + reach >= largest)
            || (double.IsNegativeInfinity(actual) && expected.Value - reach <= -largest));
        return holds ? null : FormattableString.Invariant($"is {actual:G9}, expected {expected.Value:R} within {reach:E1}");
    }
}
