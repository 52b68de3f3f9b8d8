using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Threading;

namespace NetGen.Benchmarks;

/// <summary>The proof of what the documentation of <c>VectorMath</c> says: its error bounds, and the same bits in all widths, over every float there is.</summary>
public static class VectorMathCommand
{
    /// <summary>Sweeps all functions over all 2^32 floats, which takes minutes, and prints a line for each.</summary>
    /// <returns>0 if every bound holds and all widths agree, 1 if not, 2 if it was cancelled.</returns>
    public static int Run(TextWriter output, CancellationToken cancellation) => Run(output, 1, cancellation);

    /// <summary>The same over every <paramref name="stride"/>-th float.</summary>
    public static int Run(TextWriter output, uint stride, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.WriteLine(Text($"1 of every {stride} floats; multiply-add is {MultiplyAdd}; in hardware: {Widths}, wider vectors in software"));
        output.WriteLine("function        floats  worst error   bound          at             hash  widths      seconds");
        try
        {
            bool holds = true;
            foreach (VectorMathFunction function in VectorMathFunction.All)
            {
                long start = Stopwatch.GetTimestamp();
                SweepResult result = FloatSweep.EveryNth(function, stride, cancellation);
                double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                string widths = result.AllWidthsAgree ? "same bits" : "DIFFERENT";
                output.WriteLine(Text(
                    $"{function.Name,-8} {result.Count,13} {result.WorstError,12:F4} {function.Bound,7} {result.WorstAt,11:G6} {result.Single:x16}  {widths} {seconds,9:F1}"));
                holds &= result.AllWidthsAgree && result.WorstError <= function.Bound;
            }

            return holds ? 0 : 1;
        }
        catch (OperationCanceledException)
        {
            output.WriteLine("cancelled");
            return 2;
        }
    }

    private static string MultiplyAdd => Fma.IsSupported || AdvSimd.IsSupported ? "fused" : "not fused, so the hashes are other ones than where it is";

    private static string Widths => Vector512.IsHardwareAccelerated ? "512, 256 and 128 bits" : Vector256.IsHardwareAccelerated ? "256 and 128 bits" : "128 bits";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
