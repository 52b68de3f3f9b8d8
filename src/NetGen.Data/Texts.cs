using System;
using System.Globalization;
using System.Text;

namespace NetGen.Data;

/// <summary>Texts of files as values and in messages.</summary>
internal static class Texts
{
    private const int Longest = 40;

    /// <summary>Reads a number with a decimal point, whatever the culture.</summary>
    /// <param name="text">The text.</param>
    /// <param name="number">The number; infinite if it is beyond the range of a float.</param>
    internal static bool TryNumber(string text, out float number) => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && !IsStrange(text);

    /// <inheritdoc cref="TryNumber(string, out float)"/>
    internal static bool TryNumber(string text, out double number) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && !IsStrange(text);

    /// <summary>The text as it can stand in a line: shortened, with control characters as \u0000.</summary>
    internal static string Shortened(string text)
    {
        var line = new StringBuilder();
        foreach (char c in text)
        {
            if (line.Length >= Longest)
            {
                return line.Append("...").ToString();
            }

            line.Append(char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString());
        }

        return line.ToString();
    }

    // TryParse also takes Infinity, NaN, and characters of code 0 after a number.
    private static bool IsStrange(string text) => text.AsSpan().ContainsAny('n', 'N', '\0');
}
