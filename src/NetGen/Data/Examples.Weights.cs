using System;
using System.Globalization;

namespace NetGen;

public sealed partial class Examples
{
    /// <summary>These examples, each with its weight times that of its class. The columns are shared, not copied.</summary>
    /// <param name="weights">The weight of each class, finite and not negative; one for each class up to the largest that occurs.</param>
    /// <exception cref="ArgumentException">A class has no weight, a weight is impossible, or the target is not one class index, or one float of 0 or 1.</exception>
    public Examples WithClassWeights(ReadOnlySpan<float> weights)
    {
        ExampleClasses classes = ExampleClasses.Of(this, "A weight for each class");
        foreach (int present in classes.Present)
        {
            if ((uint)present >= (uint)weights.Length)
            {
                throw new ArgumentException($"There are weights for the classes 0 to {weights.Length - 1}, but an example is of class {present}.", nameof(weights));
            }
        }

        for (int i = 0; i < weights.Length; i++)
        {
            if (!(weights[i] >= 0 && float.IsFinite(weights[i])))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The weight of class {i} is {weights[i]}, but must be finite and not negative."), nameof(weights));
            }
        }

        Memory<float> products = AlignedMemory.Floats(Count);
        for (int row = 0; row < Count; row++)
        {
            products.Span[row] = WeightOf(row) * weights[classes.Targets[row]];
        }

        return new Examples(Inputs, Targets, products, nameof(weights));
    }

    /// <summary>These examples, each with its weight times n / (K n_c): n examples, K classes that occur, n_c examples of its class. All classes then count equally.
    /// The columns are shared, not copied.</summary>
    /// <remarks>The counts are of examples, whatever their weights. G. King, L. Zeng: Logistic Regression in Rare Events Data. Political Analysis 9 (2001).</remarks>
    /// <exception cref="ArgumentException">The target is not one class index, or one float of 0 or 1.</exception>
    public Examples WithBalancedClasses()
    {
        ExampleClasses classes = ExampleClasses.Of(this, "Balancing classes");
        Memory<float> products = AlignedMemory.Floats(Count);
        for (int row = 0; row < Count; row++)
        {
            double balance = Count / ((double)classes.Present.Length * classes.Counts[classes.Ranks[row]]);
            products.Span[row] = (float)(WeightOf(row) * balance);
        }

        return new Examples(Inputs, Targets, products, "weights");
    }

    private float WeightOf(int row) => Weights.IsEmpty ? 1 : Weights[row];
}
