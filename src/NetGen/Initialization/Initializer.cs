using System;

namespace NetGen;

/// <summary>Fills a parameter with its first values. All are deterministic: the same random numbers give the same bits on every machine.</summary>
/// <remarks>For a weight [out, in, k...] the fan-in is in * k..., the fan-out out * k.... A bias has no fans of its own; <see cref="ForBiasOf"/>
/// gives it those of its layer's weight.</remarks>
public abstract class Initializer
{
    /// <summary>All 0.</summary>
    public static Initializer Zeros { get; } = new ConstantInitializer(0, nameof(Zeros));

    /// <summary>Uniform over [-a, a) with a = sqrt(6 / (fan-in + fan-out)), for layers before an activation that is nearly linear around 0, such as tanh.</summary>
    /// <remarks>X. Glorot, Y. Bengio: Understanding the difficulty of training deep feedforward neural networks. AISTATS 2010.</remarks>
    public static Initializer GlorotUniform { get; } = new FanUniformInitializer(nameof(GlorotUniform), 6, Fans.InAndOut);

    /// <summary>Normal with mean 0 and deviation sqrt(2 / (fan-in + fan-out)), not truncated.</summary>
    /// <inheritdoc cref="GlorotUniform" path="/remarks"/>
    public static Initializer GlorotNormal { get; } = new FanNormalInitializer(nameof(GlorotNormal), 2, Fans.InAndOut);

    /// <summary>Uniform over [-a, a) with a = sqrt(6 / fan-in), for layers before a ReLU.</summary>
    /// <inheritdoc cref="HeNormal" path="/remarks"/>
    public static Initializer HeUniform { get; } = new FanUniformInitializer(nameof(HeUniform), 6, Fans.In);

    /// <summary>Normal with mean 0 and deviation sqrt(2 / fan-in), not truncated, for layers before a ReLU.</summary>
    /// <remarks>K. He, X. Zhang, S. Ren, J. Sun: Delving Deep into Rectifiers. ICCV 2015.</remarks>
    public static Initializer HeNormal { get; } = new FanNormalInitializer(nameof(HeNormal), 2, Fans.In);

    /// <summary>Uniform over [-a, a) with a = sqrt(3 / fan-in), which has the variance 1 / fan-in.</summary>
    /// <inheritdoc cref="LeCunNormal" path="/remarks"/>
    public static Initializer LeCunUniform { get; } = new FanUniformInitializer(nameof(LeCunUniform), 3, Fans.In);

    /// <summary>Normal with mean 0 and deviation sqrt(1 / fan-in), not truncated; what SELU expects.</summary>
    /// <remarks>Y. LeCun, L. Bottou, G. Orr, K.-R. Müller: Efficient BackProp. Neural Networks: Tricks of the Trade, 1998.</remarks>
    public static Initializer LeCunNormal { get; } = new FanNormalInitializer(nameof(LeCunNormal), 1, Fans.In);

    /// <summary>Uniform over [-a, a) with a = 1 / sqrt(fan-in): what PyTorch's linear and convolution layers start with, weight and bias alike.</summary>
    /// <remarks>PyTorch writes it as kaiming_uniform with slope sqrt(5): sqrt(3) * sqrt(2 / (1 + 5)) / sqrt(fan-in). The random numbers are NetGen's own.</remarks>
    public static Initializer PyTorch { get; } = new FanUniformInitializer(nameof(PyTorch), 1, Fans.In);

    /// <summary>Every element the same.</summary>
    /// <param name="value">The value, in float's range.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN or not in float's range.</exception>
    public static Initializer Constant(double value)
    {
        RequireFinite(value, nameof(value));
        return new ConstantInitializer((float)value, Name(nameof(Constant), value));
    }

    /// <summary>Uniform over [from, to): from + (to - from) u with u uniform over [0, 1), rounded to float.</summary>
    /// <param name="from">The lower end.</param>
    /// <param name="to">The upper end, above <paramref name="from"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is NaN or not in float's range, or <paramref name="to"/> is not above <paramref name="from"/>.</exception>
    public static Initializer Uniform(double from, double to)
    {
        RequireFinite(from, nameof(from));
        RequireFinite(to, nameof(to));
        return from < to
            ? new UniformInitializer(from, to, Name(nameof(Uniform), from, to))
            : throw new ArgumentOutOfRangeException(nameof(to), FormattableString.Invariant($"to is {to}, but must be above from, which is {from}."));
    }

    /// <summary>Normal, not truncated.</summary>
    /// <param name="mean">The mean.</param>
    /// <param name="deviation">The standard deviation, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is NaN or not in float's range, or the deviation is not above 0.</exception>
    public static Initializer Normal(double mean, double deviation)
    {
        RequireFinite(mean, nameof(mean));
        RequirePositive(deviation, nameof(deviation));
        return new NormalInitializer(mean, deviation, Name(nameof(Normal), mean, deviation));
    }

    /// <summary>A random orthogonal matrix times <paramref name="gain"/>, for weights only. Taken as the matrix [out, in * k...], its rows are orthonormal
    /// if there are no more of them than columns, otherwise its columns are.</summary>
    /// <param name="gain">The length of each of these rows or columns, above 0. It carries a signal's size through the layer: 1 for linear layers, sqrt(2) before a ReLU.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0, NaN or not in float's range.</exception>
    /// <remarks>Q of the QR decomposition of a matrix of standard normal numbers, with the signs that make the diagonal of R positive, so that every
    /// orthogonal matrix is equally likely. The time grows with out * in * min(out, in).
    /// A. Saxe, J. McClelland, S. Ganguli: Exact solutions to the nonlinear dynamics of learning in deep linear neural networks. ICLR 2014, arXiv 1312.6120 (2013).
    /// F. Mezzadri: How to generate random matrices from the classical compact groups. Notices of the AMS 54 (2007).</remarks>
    public static Initializer Orthogonal(double gain = 1)
    {
        RequirePositive(gain, nameof(gain));
        return new OrthogonalInitializer(gain, Name(nameof(Orthogonal), gain));
    }

    /// <summary>The same initializer for a bias, with the fans of its layer's weight.</summary>
    /// <param name="weightShape">The logical shape of the weight.</param>
    /// <returns>An initializer that ignores the shape of what it fills; this one if it needs no fans.</returns>
    /// <exception cref="NotSupportedException">This one is for weights only.</exception>
    public virtual Initializer ForBiasOf(params int[] weightShape)
    {
        ArgumentNullException.ThrowIfNull(weightShape);
        return this;
    }

    /// <summary>Fills a parameter.</summary>
    /// <param name="values">All elements, in row-major order.</param>
    /// <param name="shape">The logical shape.</param>
    /// <param name="random">Where random numbers come from.</param>
    public abstract void Fill(Span<float> values, ReadOnlySpan<int> shape, ref RandomStream random);

    private static void RequireFinite(double value, string argument)
    {
        if (!float.IsFinite((float)value))
        {
            throw new ArgumentOutOfRangeException(argument, FormattableString.Invariant($"{argument} is {value}, but must be a finite float."));
        }
    }

    private static void RequirePositive(double value, string argument)
    {
        if (!(value > 0 && float.IsFinite((float)value)))
        {
            throw new ArgumentOutOfRangeException(argument, FormattableString.Invariant($"{argument} is {value}, but must be above 0 and a finite float."));
        }
    }

    private static string Name(string name, double argument) => FormattableString.Invariant($"{name}({argument})");

    private static string Name(string name, double first, double second) => FormattableString.Invariant($"{name}({first}, {second})");
}
