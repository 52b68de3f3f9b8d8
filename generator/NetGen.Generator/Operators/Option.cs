using System;
using System.Collections.Generic;
using System.Globalization;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Operators;

/// <summary>A number that an attribute takes.</summary>
/// <param name="Name">The attribute's argument or property.</param>
/// <param name="Default">Its value if it is not written.</param>
/// <param name="Range">What it must be.</param>
internal sealed record Option(string Name, double Default, OptionRange Range)
{
    /// <summary>The values of an attribute's options; null after reporting one that is out of range.</summary>
    public static EquatableArray<double>? Read(IReadOnlyList<Option> options, AttributeDeclaration layer, GraphBuilder graph)
    {
        var values = new double[options.Count];
        for (int i = 0; i < values.Length; i++)
        {
            Option option = options[i];
            values[i] = layer.Number(option.Name, option.Default);
            if (!option.Range.Holds(values[i]))
            {
                graph.Report(Rules.UnknownOption, layer, option.Name, option.Name, layer.Kind, values[i].ToString("R", CultureInfo.InvariantCulture), option.Range.Text);
                return null;
            }
        }

        return values.ToEquatableArray();
    }
}

/// <summary>What a number must be.</summary>
/// <param name="Text">For the message: <c>above 0</c>.</param>
/// <param name="Holds">Whether a number is.</param>
internal sealed record OptionRange(string Text, Func<double, bool> Holds)
{
    public static readonly OptionRange Finite = new("a finite float", IsFinite);

    public static readonly OptionRange Positive = new("above 0", value => IsFinite(value) && (float)value > 0);

    public static readonly OptionRange NotNegative = new("0 or more", value => IsFinite(value) && value >= 0);

    /// <summary>A boolean.</summary>
    public static readonly OptionRange Flag = new("false or true", value => value is 0 or 1);

    /// <summary>From 0 to 1.</summary>
    public static readonly OptionRange Unit = new("from 0 to 1", value => value is >= 0 and <= 1);

    /// <summary>From 0 to 1 without 1.</summary>
    public static readonly OptionRange Share = new("from 0 to below 1", value => value is >= 0 and < 1);

    private static bool IsFinite(double value) => !float.IsNaN((float)value) && !float.IsInfinity((float)value);
}
