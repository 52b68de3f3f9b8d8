using System;
using System.Collections.Generic;

namespace NetGen.Generator.Lowering;

/// <summary>Names of what is emitted: what bears one name is one text.</summary>
internal sealed class KernelNames
{
    private readonly Dictionary<string, object> _texts = new(StringComparer.Ordinal);

    /// <summary>The name if it is free or means this text already, else with the lowest number that makes it so.</summary>
    /// <param name="name">The name.</param>
    /// <param name="text">Makes the text of a name: equal ones are one.</param>
    public string Of(string name, Func<string, object> text)
    {
        string unique = name;
        for (int number = 2; _texts.TryGetValue(unique, out object? other) && !other.Equals(text(unique)); number++)
        {
            // No number directly: functions of the graph are numbered so.
            unique = name + "Form" + StepBuilder.Digits(number);
        }

        _texts[unique] = text(unique);
        return unique;
    }
}
