using System;
using System.Globalization;

namespace NetGen;

/// <summary>Where NaN or an infinity appears first on the way from the examples to the loss.</summary>
/// <param name="Name">The name of the input, target, parameter or layer.</param>
/// <param name="Value">The bad value: NaN or an infinity.</param>
/// <param name="Row">The example's row in the batch; null for a parameter.</param>
/// <param name="IsOfData">Whether the examples themselves hold it.</param>
public sealed record BadValue(string Name, float Value, int? Row, bool IsOfData)
{
    /// <summary>Says where.</summary>
    public override string ToString()
    {
        string where = Row is int row ? string.Create(CultureInfo.InvariantCulture, $" of row {row} of the batch") : "";
        string what = IsOfData ? "in the data" : Row is null ? "in the parameter" : "in the output of the layer";
        return string.Create(CultureInfo.InvariantCulture, $"The first bad value is {Value} {what} {Name}{where}.");
    }

    /// <summary>Looks at data, parameters and, in the order of computation, layers; null if all of them are finite, so that the loss alone overflows.</summary>
    internal static BadValue? Find(ITrainableNetwork network, Minibatch batch) => OfData(network.Info, batch) ?? OfParameters(network.Parameters) ?? OfLayers(network, batch);

    private static BadValue? OfData(NetworkInfo info, Minibatch batch)
    {
        for (int i = 0; i < info.Inputs.Length; i++)
        {
            if (info.Inputs[i].Kind == ElementKind.Float && Find(batch.FloatInput(i)) is >= 0 and int at)
            {
                return new BadValue(info.Inputs[i].Name, batch.FloatInput(i)[at], at / info.Inputs[i].Size, IsOfData: true);
            }
        }

        for (int i = 0; i < info.Targets.Length; i++)
        {
            if (info.Targets[i].Kind == ElementKind.Float && Find(batch.FloatTarget(i)) is >= 0 and int at)
            {
                return new BadValue(info.Targets[i].Name, batch.FloatTarget(i)[at], at / info.Targets[i].Size, IsOfData: true);
            }
        }

        int weight = Find(batch.Weights);
        return weight >= 0 ? new BadValue("weights", batch.Weights[weight], weight, IsOfData: true) : null;
    }

    private static BadValue? OfParameters(ParameterBuffer parameters)
    {
        foreach (ParameterEntry entry in parameters.Layout.Owners)
        {
            float[] values = parameters[entry.Name].ToArray();
            if (Find(values) is >= 0 and int at)
            {
                return new BadValue(entry.Name, values[at], null, IsOfData: false);
            }
        }

        return null;
    }

    private static BadValue? OfLayers(ITrainableNetwork network, Minibatch batch)
    {
        for (int row = 0; row < batch.Count; row++)
        {
            foreach (TracedValue value in network.Trace(batch, row).Values)
            {
                if (Find(value.Value) is >= 0 and int at)
                {
                    return new BadValue(value.Name, value.Value[at], row, IsOfData: false);
                }
            }
        }

        return null;
    }

    private static int Find(ReadOnlySpan<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
