using System;
using System.IO;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Threading;
using NetGen.Benchmarks.Measuring;
using NetGen.Runtime.V1;

namespace NetGen.Benchmarks.Limits;

/// <summary>How long the functions of <see cref="VectorMath"/> take at 256 bits: in a loop of one vector after the other, and where 12 vectors of sums wait in
/// registers, as in a tile of a product. There the constants compete with the sums, so a function with many of them is slower.</summary>
internal static class VectorMathSpeed
{
    private const int Lanes = 8;
    private const int TileVectors = 12;

    // Fits the first cache.
    private const int Floats = 20 * TileVectors * Lanes;

    private interface IFunction
    {
        static abstract Vector256<float> Of(Vector256<float> x);
    }

    /// <summary>Prints a line for each function, and for the activation x erfc(-x sqrt(1/2)) / 2.</summary>
    public static void Run(TextWriter output, CancellationToken cancellation)
    {
        output.WriteLine("ns per float     loop    tile");
        Print<ExpOf>(output, 3, cancellation);
        Print<ExpM1Of>(output, 3, cancellation);
        Print<LogOf>(output, 3, cancellation);
        Print<Log1POf>(output, 0.9f, cancellation);
        Print<TanhOf>(output, 3, cancellation);
        Print<SigmoidOf>(output, 3, cancellation);
        Print<SoftplusOf>(output, 3, cancellation);
        Print<ErfOf>(output, 3, cancellation);
        Print<ErfcOf>(output, 3, cancellation);
        Print<GeluOf>(output, 3, cancellation);
        Print<SinOf>(output, 30, cancellation);
        Print<CosOf>(output, 30, cancellation);
        Print<AtanOf>(output, 3, cancellation);
    }

    // Arguments between -bound and bound.
    private static void Print<TFunction>(TextWriter output, float bound, CancellationToken cancellation)
        where TFunction : struct, IFunction
    {
        Memory<float> x = AlignedRows.Zeros(Floats);
        var random = new RandomStream(1, RandomPurpose.General);
        foreach (ref float value in x.Span)
        {
            value = bound * (float)((2 * random.NextDouble()) - 1);
        }

        Memory<float> y = AlignedRows.Zeros(Floats);
        double loop = Stopper.Measure(new Loop<TFunction>(x, y), cancellation).Minimum / Floats;
        double tile = Stopper.Measure(new Tiles<TFunction>(x, y), cancellation).Minimum / Floats;
        output.WriteLine(FormattableString.Invariant($"{typeof(TFunction).Name[..^2].ToLowerInvariant(),-12} {loop * 1e9,8:F3}{tile * 1e9,8:F3}"));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref Vector256<float> At(ref float first, int vector) => ref Unsafe.As<float, Vector256<float>>(ref Unsafe.Add(ref first, vector * Lanes));

    private sealed class Loop<TFunction>(Memory<float> x, Memory<float> y) : IRepeatable
        where TFunction : struct, IFunction
    {
        public bool IsThreaded => false;

        public void Run(int times)
        {
            for (int i = 0; i < times; i++)
            {
                Apply(ref x.Span[0], ref y.Span[0]);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static void Apply(ref float x, ref float y)
        {
            for (int vector = 0; vector < Floats / Lanes; vector++)
            {
                At(ref y, vector) = TFunction.Of(At(ref x, vector));
            }
        }
    }

    private sealed class Tiles<TFunction>(Memory<float> x, Memory<float> y) : IRepeatable
        where TFunction : struct, IFunction
    {
        public bool IsThreaded => false;

        public void Run(int times)
        {
            for (int i = 0; i < times; i++)
            {
                Apply(ref x.Span[0], ref y.Span[0]);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static void Apply(ref float x, ref float y)
        {
            for (int first = 0; first < Floats; first += TileVectors * Lanes)
            {
                ref float input = ref Unsafe.Add(ref x, first);
                ref float output = ref Unsafe.Add(ref y, first);
                Vector256<float> x0 = At(ref input, 0), x1 = At(ref input, 1), x2 = At(ref input, 2), x3 = At(ref input, 3);
                Vector256<float> x4 = At(ref input, 4), x5 = At(ref input, 5), x6 = At(ref input, 6), x7 = At(ref input, 7);
                Vector256<float> x8 = At(ref input, 8), x9 = At(ref input, 9), x10 = At(ref input, 10), x11 = At(ref input, 11);
                At(ref output, 0) = TFunction.Of(x0);
                At(ref output, 1) = TFunction.Of(x1);
                At(ref output, 2) = TFunction.Of(x2);
                At(ref output, 3) = TFunction.Of(x3);
                At(ref output, 4) = TFunction.Of(x4);
                At(ref output, 5) = TFunction.Of(x5);
                At(ref output, 6) = TFunction.Of(x6);
                At(ref output, 7) = TFunction.Of(x7);
                At(ref output, 8) = TFunction.Of(x8);
                At(ref output, 9) = TFunction.Of(x9);
                At(ref output, 10) = TFunction.Of(x10);
                At(ref output, 11) = TFunction.Of(x11);
            }
        }
    }

    private readonly struct ExpOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> Of(Vector256<float> x) => VectorMath.Exp(x);
    }

    private readonly struct ExpM1Of : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> Of(Vector256<float> x) => VectorMath.ExpM1(x);
    }

    private readonly struct LogOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> Of(Vector256<float> x) => VectorMath.Log(Vector256.Abs(x));
    }

    private readonly struct Log1POf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> Of(Vector256<float> x) => VectorMath.Log1P(x);
    }

    private readonly struct TanhOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> Of(Vector256<float> x) => VectorMath.Tanh(x);
    }

    private readonly struct SigmoidOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> Of(Vector256<float> x) => VectorMath.Sigmoid(x);
    }

    private readonly struct SoftplusOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> Of(Vector256<float> x) => VectorMath.Softplus(x);
    }

    private readonly struct ErfOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> Of(Vector256<float> x) => VectorMath.Erf(x);
    }

    private readonly struct ErfcOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> Of(Vector256<float> x) => VectorMath.Erfc(x);
    }

    private readonly struct SinOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> Of(Vector256<float> x) => VectorMath.Sin(x);
    }

    private readonly struct CosOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> Of(Vector256<float> x) => VectorMath.Cos(x);
    }

    private readonly struct AtanOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> Of(Vector256<float> x) => VectorMath.Atan(x);
    }

    private readonly struct GeluOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> Of(Vector256<float> x) => x * VectorMath.Erfc(x * Vector256.Create(-0.70710678f)) * Vector256.Create(0.5f);
    }
}
