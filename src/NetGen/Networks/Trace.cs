using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NetGen;

/// <summary>Every named value of a network for one example, in the order of computation.</summary>
public sealed class Trace
{
    private const int NumbersShown = 6;

    /// <summary>Collects the values. For generated code.</summary>
    /// <param name="values">The values in the order of computation.</param>
    /// <param name="loss">The loss of the example, when it was computed.</param>
    public Trace(IReadOnlyList<TracedValue> values, double? loss = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        Values = values;
        Loss = loss;
    }

    /// <summary>The values in the order of computation.</summary>
    public IReadOnlyList<TracedValue> Values { get; }

    /// <summary>The loss of the example, when it was computed: L_b of the loss's documentation, weights of classes included, before a batch would divide it by the sum of weights.</summary>
    public double? Loss { get; }

    /// <summary>The value with a given name.</summary>
    /// <param name="name">The name, as in <see cref="TracedValue.Name"/>.</param>
    /// <exception cref="KeyNotFoundException">There is no such value; the message lists the names.</exception>
    public TracedValue this[string name] =>
        Values.FirstOrDefault(value => value.Name == name)
        ?? throw new KeyNotFoundException($"The trace has no value \"{name}\"; it has {string.Join(", ", Values.Select(value => value.Name))}.");

    /// <summary>A table of names, shapes and the first numbers.</summary>
    public override string ToString()
    {
        bool gradients = Values.Any(value => value.Gradient is not null);
        TextTable table = gradients ? new("value", ">shape", "numbers", "gradient") : new("value", ">shape", "numbers");
        foreach (TracedValue value in Values)
        {
            string[] cells = [value.Name, Shapes.Text(value.Shape), Numbers(value.Value)];
            table.Add(gradients ? [.. cells, value.Gradient is null ? "" : Numbers(value.Gradient)] : cells);
        }

        var text = new StringBuilder();
        table.AppendTo(text);
        if (Loss is double loss)
        {
            text.Append(CultureInfo.InvariantCulture, $"loss {loss:G9}\n");
        }

        return text.ToString();
    }

    private static string Numbers(float[] numbers)
    {
        var shown = numbers.Take(NumbersShown).Select(number => number.ToString("G6", CultureInfo.InvariantCulture));
        return string.Join(" ", shown) + (numbers.Length > NumbersShown ? " ..." : "");
    }
}
