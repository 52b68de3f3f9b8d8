using System;

namespace NetGen;

/// <summary>Fills a parameter with its first values. For a weight [out, in, k...] the fan-in is in * k..., the fan-out out * k...</summary>
public abstract class Initializer
{
    /// <summary>All 0.</summary>
    public static Initializer Zeros { get; } = new ZerosInitializer();

    /// <summary>Uniform over [-a, a) with a = sqrt(6 / (fan-in + fan-out)).</summary>
    /// <remarks>X. Glorot, Y. Bengio: Understanding the difficulty of training deep feedforward neural networks. AISTATS 2010.</remarks>
    public static Initializer GlorotUniform { get; } = new GlorotUniformInitializer();

    /// <summary>Normal with mean 0 and deviation sqrt(2 / fan-in), for layers before a ReLU.</summary>
    /// <remarks>K. He, X. Zhang, S. Ren, J. Sun: Delving Deep into Rectifiers. ICCV 2015.</remarks>
    public static Initializer HeNormal { get; } = new HeNormalInitializer();

    /// <summary>Fills a parameter.</summary>
    /// <param name="values">All elements, in row-major order.</param>
    /// <param name="shape">The logical shape.</param>
    /// <param name="random">Where random numbers come from.</param>
    public abstract void Fill(Span<float> values, ReadOnlySpan<int> shape, ref RandomStream random);

    private protected static double FanIn(ReadOnlySpan<int> shape) => Product(shape, 1);

    private protected static double FanOut(ReadOnlySpan<int> shape) => (shape.Length > 0 ? shape[0] : 1) * Product(shape, 2);

    private static double Product(ReadOnlySpan<int> shape, int firstAxis)
    {
        double product = 1;
        for (int axis = firstAxis; axis < shape.Length; axis++)
        {
            product *= shape[axis];
        }

        return product;
    }
}
