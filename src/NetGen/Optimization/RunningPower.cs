namespace NetGen;

/// <summary>x^t for t = 1, 2, ..., as a running product: the last bits of Math.Pow differ between systems.</summary>
internal static class RunningPower
{
    // Powers this small change nothing, as 1 minus them is 1; as denormal numbers they would slow every step down.
    private const double Smallest = 1e-30;

    /// <summary>Makes x^(t - 1) into x^t.</summary>
    /// <param name="power">The power of the step before; not read in the first step.</param>
    /// <param name="x">The base, from 0 to 1.</param>
    /// <param name="step">t, 1 in the first step.</param>
    internal static void Next(ref double power, double x, long step) => power = step == 1 ? x : power < Smallest ? 0 : power * x;
}
