namespace NetGen;

/// <summary>Rectified linear unit: y = max(x, 0); derivative 1 for x &gt; 0 and 0 otherwise, at 0 too. NaN stays NaN. Weights before it begin with
/// <see cref="Initial.HeNormal"/>. V. Nair, G. Hinton: Rectified Linear Units Improve Restricted Boltzmann Machines, 2010.</summary>
public sealed class ReluAttribute : LayerAttribute;

/// <summary>ReLU with a ceiling: y = min(max(x, 0), 6); derivative 1 between 0 and 6 and 0 beyond, at 0 and 6 too. NaN stays NaN. Weights before it
/// begin with <see cref="Initial.HeNormal"/>. A. Krizhevsky: Convolutional Deep Belief Networks on CIFAR-10, 2010.</summary>
public sealed class Relu6Attribute : LayerAttribute;

/// <summary>Leaky ReLU: y = x for x &gt; 0, slope x otherwise; derivative 1 and slope, at 0 slope. Weights before it begin with
/// <see cref="Initial.HeNormal"/>. A. Maas, A. Hannun, A. Ng: Rectifier Nonlinearities Improve Neural Network Acoustic Models, 2013.</summary>
/// <param name="slope">The slope for negative arguments.</param>
public sealed class LeakyReluAttribute(double slope = 0.01) : LayerAttribute
{
    /// <summary>The slope for negative arguments; 0.01 by default.</summary>
    public double Slope { get; } = slope;
}

/// <summary>Swish of linear pieces: y = x min(max(x + 3, 0), 6) / 6; derivative 0 for x &lt;= -3, 1 for x &gt;= 3, x / 3 + 1/2 between. Weights before it
/// begin with <see cref="Initial.HeNormal"/>. A. Howard et al.: Searching for MobileNetV3, 2019.</summary>
public sealed class HardSwishAttribute : LayerAttribute;
