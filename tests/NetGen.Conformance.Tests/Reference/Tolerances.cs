using System;

namespace NetGen.Conformance.Tests.Reference;

/// <summary>
/// All tolerances of these tests. For reference cases they are as the README of the reference vectors gives them: twenty times what PyTorch's own float32 run is off by
/// in the same case, but not less than a floor.
/// </summary>
internal static class Tolerances
{
    /// <summary>How many times PyTorch's own float32 error is accepted.</summary>
    private const double Factor = 20;

    /// <summary>The least tolerance of outputs, gradients and loss.</summary>
    private const double Floor = 1e-5;

    /// <summary>The least tolerance of parameters, and of losses, after optimizer steps.</summary>
    private const double StepFloor = 3e-5;

    /// <summary>A tensor is judged on at least this part of the largest value of its group.</summary>
    public const double ScaleFloor = 1e-3;

    /// <summary>Outputs and loss against the naive double form of a random chain: the floor of the reference vectors.</summary>
    public const double NaiveValue = Floor;

    /// <summary>
    /// A derivative along a unit vector against a central difference in double, whose own error is about 1e-9. Most are within 1e-6. Where a sum cancels, as
    /// that over the classes before a softmax, the result is judged on <see cref="ScaleFloor"/> of the group's largest value, and 5e-5 of that is 5e-8
    /// of the largest value: less than the half unit in the last place to which float32 holds the terms of the sum.
    /// </summary>
    public const double Difference = 5e-5;

    /// <summary>Rates of schedules against PyTorch's, both in double: a few hundred units in the last place, as powers by products and by logarithms differ by some.</summary>
    public const double Rate = 1e-13;

    public static double Output(ReferenceCase reference) => Math.Max(Factor * reference.Deviation("output"), Floor);

    public static double Gradient(ReferenceCase reference) => Math.Max(Factor * reference.Deviation("grad"), Floor);

    public static double Loss(ReferenceCase reference) => Math.Max(Factor * reference.Deviation("loss"), Floor);

    public static double Step(ReferenceCase reference, int step) => Math.Max(Factor * reference.Deviation($"step{step}"), StepFloor);

    /// <summary>The losses before each step and after the last: of the README's figures that of the last step, up to which they reach, applies.</summary>
    public static double StepLoss(ReferenceCase reference) => Step(reference, ReferenceCase.LastStep);
}
