using System.Collections.Generic;

namespace NetGen;

/// <summary>Base of the attributes that say how parameters of the layer above begin.</summary>
/// <param name="initial">The distribution.</param>
/// <param name="arguments">Its arguments.</param>
public abstract class InitializerAttribute(Initial initial, params double[] arguments) : ModifierAttribute
{
    /// <summary>The distribution.</summary>
    public Initial Initial { get; } = initial;

    /// <summary>The arguments of the distribution, as many as it takes.</summary>
    public IReadOnlyList<double> Arguments { get; } = arguments;
}

/// <summary>How the weights of the layer above begin; without it He's normal distribution before a ReLU and its relatives
/// (their documentation says so), LeCun's normal one before SELU, Glorot's uniform otherwise.</summary>
/// <example><code>[Dense(100), WeightInitializer(Initial.Uniform, -0.1, 0.1), BiasInitializer(Initial.Constant, 0.5), Relu]</code></example>
public sealed class WeightInitializerAttribute : InitializerAttribute
{
    /// <summary>A distribution without arguments.</summary>
    /// <param name="initial">The distribution.</param>
    public WeightInitializerAttribute(Initial initial)
        : base(initial)
    {
    }

    /// <summary>A distribution with one argument.</summary>
    /// <param name="initial">The distribution.</param>
    /// <param name="first">The value of <see cref="Initial.Constant"/>, or the gain of <see cref="Initial.Orthogonal"/>.</param>
    public WeightInitializerAttribute(Initial initial, double first)
        : base(initial, first)
    {
    }

    /// <summary>A distribution with two arguments.</summary>
    /// <param name="initial">The distribution.</param>
    /// <param name="first">The lower end of <see cref="Initial.Uniform"/>, or the mean of <see cref="Initial.Normal"/>.</param>
    /// <param name="second">The upper end of <see cref="Initial.Uniform"/>, or the standard deviation of <see cref="Initial.Normal"/>.</param>
    public WeightInitializerAttribute(Initial initial, double first, double second)
        : base(initial, first, second)
    {
    }
}

/// <summary>How the biases of the layer above begin; without it they are 0. Distributions that need fans take those of the layer's weight.</summary>
/// <inheritdoc cref="WeightInitializerAttribute" path="/example"/>
public sealed class BiasInitializerAttribute : InitializerAttribute
{
    /// <summary>A distribution without arguments.</summary>
    /// <param name="initial">The distribution.</param>
    public BiasInitializerAttribute(Initial initial)
        : base(initial)
    {
    }

    /// <summary>A distribution with one argument.</summary>
    /// <param name="initial">The distribution.</param>
    /// <param name="first">The value of <see cref="Initial.Constant"/>.</param>
    public BiasInitializerAttribute(Initial initial, double first)
        : base(initial, first)
    {
    }

    /// <summary>A distribution with two arguments.</summary>
    /// <param name="initial">The distribution.</param>
    /// <param name="first">The lower end of <see cref="Initial.Uniform"/>, or the mean of <see cref="Initial.Normal"/>.</param>
    /// <param name="second">The upper end of <see cref="Initial.Uniform"/>, or the standard deviation of <see cref="Initial.Normal"/>.</param>
    public BiasInitializerAttribute(Initial initial, double first, double second)
        : base(initial, first, second)
    {
    }
}
