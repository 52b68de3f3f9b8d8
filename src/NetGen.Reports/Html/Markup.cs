using System;
using System.Globalization;
using System.Text;

namespace NetGen.Reports;

/// <summary>Writes elements that are well-formed both as HTML and as XML, with every text escaped.</summary>
internal sealed class Markup
{
    private readonly StringBuilder _text = new();

    /// <summary>Begins an element; <see cref="Close"/> ends it.</summary>
    /// <param name="element">Its name.</param>
    /// <param name="attributes">Names and values; one whose value is null is left out.</param>
    internal Markup Open(string element, params (string Name, object? Value)[] attributes)
    {
        Begin(element, attributes);
        _text.Append('>');
        return this;
    }

    internal Markup Close(string element)
    {
        _text.Append("</").Append(element).Append(">\n");
        return this;
    }

    /// <summary>An element with text in it.</summary>
    internal Markup Element(string element, string content, params (string Name, object? Value)[] attributes)
    {
        Begin(element, attributes);
        _text.Append('>');
        return Text(content).Close(element);
    }

    /// <summary>An element with nothing in it.</summary>
    internal Markup Empty(string element, params (string Name, object? Value)[] attributes)
    {
        Begin(element, attributes);
        _text.Append("/>\n");
        return this;
    }

    internal Markup Text(string content)
    {
        AppendEscaped(content);
        return this;
    }

    /// <summary>Text that is markup already.</summary>
    internal Markup Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    internal Markup Add(Markup other)
    {
        _text.Append(other._text);
        return this;
    }

    public override string ToString() => _text.ToString();

    /// <summary>A coordinate: two decimals say more than a screen shows.</summary>
    internal static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    private void Begin(string element, (string Name, object? Value)[] attributes)
    {
        _text.Append('<').Append(element);
        foreach ((string name, object? value) in attributes)
        {
            if (value is null)
            {
                continue;
            }

            _text.Append(' ').Append(name).Append("=\"");
            AppendEscaped(value is double number ? Number(number) : Convert.ToString(value, CultureInfo.InvariantCulture)!);
            _text.Append('"');
        }
    }

    // What XML cannot hold, such as control characters and halves of pairs, becomes the replacement character.
    private void AppendEscaped(string content)
    {
        foreach (Rune rune in content.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => _text.Append("&amp;"),
                '<' => _text.Append("&lt;"),
                '>' => _text.Append("&gt;"),
                '"' => _text.Append("&quot;"),
                '\t' or '\n' or '\r' => _text.Append(' '),
                < 0x20 or 0xFFFE or 0xFFFF => _text.Append('\uFFFD'),
                _ => _text.Append(rune.ToString()),
            };
        }
    }
}
