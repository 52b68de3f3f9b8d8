namespace NetGen;

/// <summary>Logistic function: y = 1 / (1 + exp(-x)), derivative y (1 - y).</summary>
public sealed class SigmoidAttribute : LayerAttribute;

/// <summary>Logarithm of the logistic function: y = -ln(1 + exp(-x)), derivative 1 - exp(y) = 1 / (1 + exp(x)). It neither overflows nor takes the
/// logarithm of 0: below about -17 it is x.</summary>
public sealed class LogSigmoidAttribute : LayerAttribute;

/// <summary>Hyperbolic tangent: y = tanh(x), derivative 1 - y^2.</summary>
public sealed class TanhAttribute : LayerAttribute;

/// <summary>Softsign: y = x / (1 + |x|), derivative 1 / (1 + |x|)^2, at 0 too. J. Turian, J. Bergstra, Y. Bengio: Quadratic Features and Deep
/// Architectures for Chunking, 2009.</summary>
public sealed class SoftsignAttribute : LayerAttribute;

/// <summary>Clipped line: y = x between min and max, else the nearer of them; derivative 1 between them and 0 beyond, at the limits too. NaN stays NaN.
/// R. Collobert: Large Scale Machine Learning, 2004.</summary>
/// <param name="min">The lower limit.</param>
/// <param name="max">The upper limit, above <paramref name="min"/>.</param>
public sealed class HardTanhAttribute(double min = -1, double max = 1) : LayerAttribute
{
    /// <summary>The lower limit; -1 by default.</summary>
    public double Min { get; } = min;

    /// <summary>The upper limit; 1 by default.</summary>
    public double Max { get; } = max;
}

/// <summary>Clipped line in place of the logistic function: y = alpha x + beta where that is between 0 and 1, else the nearer of them; derivative alpha
/// between and 0 beyond, at the limits too. NaN stays NaN. The defaults are PyTorch's: 0 up to -3, 1 from 3 on; Keras and ONNX have alpha = 0.2.
/// M. Courbariaux, Y. Bengio, J.-P. David: BinaryConnect, 2015.</summary>
/// <param name="alpha">The slope.</param>
/// <param name="beta">The value at 0.</param>
public sealed class HardSigmoidAttribute(double alpha = 1.0 / 6, double beta = 0.5) : LayerAttribute
{
    /// <summary>The slope; 1/6 by default.</summary>
    public double Alpha { get; } = alpha;

    /// <summary>The value at 0; 1/2 by default.</summary>
    public double Beta { get; } = beta;
}
