using System;
using System.Linq;
using NetGen.Runtime.V1;
using Xunit;

namespace NetGen.Tests.Runtime;

/// <summary>Targets that a loss cannot take, before, among and after whole vectors.</summary>
public class TargetCheckTests
{
    private delegate void Checker(ReadOnlySpan<float> targets, int size, string name);

    public static TheoryData<int> Places => [0, 1, 7, 8, 15, 16, 31, 38, 39, 40];

    [Theory]
    [MemberData(nameof(Places))]
    public void ClassIndices(int place)
    {
        Check.ClassIndices([], 3, "targets");
        int[] targets = [.. Enumerable.Range(0, 41).Select(i => i % 3)];
        Check.ClassIndices(targets, 3, "targets");
        foreach (int wrong in new[] { 3, -1, int.MinValue, int.MaxValue })
        {
            int[] changed = [.. targets];
            changed[place] = wrong;
            Refused($"targets of row {place} is class {wrong}, but there are 3 classes, 0 to 2.", () => Check.ClassIndices(changed, 3, "targets"));
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Signs(int place) => AssertChecks(
        Check.Signs, place, [1, -1], [("0", 0), ("0.5", 0.5f), ("-2", -2), ("NaN", float.NaN), ("-Infinity", float.NegativeInfinity)], ", but a label is -1 or +1.");

    [Theory]
    [MemberData(nameof(Places))]
    public void NotNegative(int place) => AssertChecks(
        Check.NotNegative, place, [0, -0f, 0.5f, float.MaxValue], [("-1E-45", -float.Epsilon), ("NaN", float.NaN), ("Infinity", float.PositiveInfinity)], ", but it must be finite and not negative.");

    [Theory]
    [MemberData(nameof(Places))]
    public void Probabilities(int place) => AssertChecks(
        Check.Probabilities, place, [0, -0f, 0.5f, 1], [("-0.5", -0.5f), ("1.0000001", 1.0000001f), ("NaN", float.NaN)], ", but a probability is from 0 to 1.");

    [Fact]
    public void Distributions()
    {
        Check.Distributions([], 2, "targets");
        Check.Distributions([0.25f, 0.75f, 1, 0], 2, "targets");
        Refused("targets of row 1 sums to 0.5, but the probabilities of the 2 classes sum to 1.", () => Check.Distributions([0.25f, 0.75f, 0.5f, 0], 2, "targets"));
        Refused("targets of row 0 holds -0.25, but the probabilities of classes are finite and not negative.", () => Check.Distributions([1.25f, -0.25f], 2, "targets"));
    }

    /// <summary>All checks over 41 targets of which one is wrong, with one and with three in a row.</summary>
    private static void AssertChecks(Checker check, int place, float[] right, (string Text, float Value)[] wrong, string reason)
    {
        float[] targets = [.. Enumerable.Range(0, 41).Select(i => right[i % right.Length])];
        check([], 1, "targets");
        check(targets, 1, "targets");
        foreach ((string text, float value) in wrong)
        {
            float[] changed = [.. targets];
            changed[place] = value;
            Refused($"targets of row {place} holds {text}{reason}", () => check(changed, 1, "targets"));
            Refused($"targets of row {place / 3} holds {text}{reason}", () => check(changed, 3, "targets"));
        }
    }

    private static void Refused(string message, Action action) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(action).Message, StringComparison.Ordinal);
}
