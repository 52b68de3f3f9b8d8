using NetGen.Generator.Expressions;

namespace NetGen.Generator.Operators;

/// <summary>Logarithms and quotients of predicted probabilities, finite at 0 too. NaN stays, and so does what a number below 0 leads to.</summary>
internal static class Probability
{
    private const double SmallestNormalFloat = 1.17549435082228751e-38;

    /// <summary>ln p, at least -104, which is below the logarithm of every positive float: 0 ln 0 is then 0, and every other value as it is.</summary>
    public static Expression Log(Expression p) => Expression.Max(Expression.Log(p), -104.0);

    /// <summary>p, at least the smallest normal float, below which a quotient would overflow.</summary>
    public static Expression AsDivisor(Expression p) => Expression.Max(p, SmallestNormalFloat);
}
