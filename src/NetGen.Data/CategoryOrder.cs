using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;

namespace NetGen.Data;

/// <summary>The order in which categories get their indices.</summary>
internal static class CategoryOrder
{
    /// <summary>Sorts by value if all are numbers, else by ordinal order.</summary>
    /// <exception cref="InvalidDataException">Two texts are the same number.</exception>
    internal static ImmutableArray<string> Sort(IReadOnlyCollection<string> categories, string path, string column)
    {
        var numbers = new SortedDictionary<double, string>();
        foreach (string text in categories)
        {
            if (!Texts.TryNumber(text, out double number) || !double.IsFinite(number))
            {
                return [.. categories.Order(StringComparer.Ordinal)];
            }

            if (!numbers.TryAdd(number, text))
            {
                throw new InvalidDataException($"{path}, column \"{column}\": \"{numbers[number]}\" and \"{text}\" are the same number, but would be two categories.");
            }
        }

        return [.. numbers.Values];
    }
}
