using System;
using System.Globalization;
using System.Text;

namespace NetGen.Generator.Emission;

/// <summary>Writes indented C# with LF line ends. Numbers become text in <see cref="Text"/>, so no culture can reach the output.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _atBlockStart;
    private bool _afterBlock;

    /// <summary>One line or several; each is indented to the current depth. An empty line sets a statement off from a block before it.</summary>
    public void Line(string lines)
    {
        if (_afterBlock && !Continues(lines))
        {
            _text.Append('\n');
        }

        _afterBlock = false;
        foreach (string line in lines.Replace("\r\n", "\n").Split('\n'))
        {
            if (line.Length > 0)
            {
                _text.Append(' ', 4 * _depth).Append(line);
            }

            _text.Append('\n');
        }

        _atBlockStart = false;
    }

    /// <summary>An empty line, unless it would follow an opening brace or another one.</summary>
    public void Gap()
    {
        if (!_atBlockStart)
        {
            _text.Append('\n');
            _afterBlock = false;
            _atBlockStart = true;
        }
    }

    /// <summary>An opening line and a brace; disposing the result closes it.</summary>
    public IDisposable Block(string opening)
    {
        Line(opening);
        Line("{");
        _depth++;
        _atBlockStart = true;
        return new Closing(this, "}");
    }

    /// <summary>A scope for local names.</summary>
    public IDisposable Block()
    {
        Line("{");
        _depth++;
        _atBlockStart = true;
        return new Closing(this, "}");
    }

    /// <summary>A deeper indent without braces, for arguments and initializers.</summary>
    public IDisposable Indent()
    {
        _depth++;
        return new Closing(this, null);
    }

    public override string ToString() => _text.ToString();

    private void Close(string? line)
    {
        _depth--;
        _atBlockStart = false;
        if (line is not null)
        {
            _afterBlock = false;
            Line(line);
            _afterBlock = line == "}";
        }
    }

    private static bool Continues(string line) => line.StartsWith("else", StringComparison.Ordinal) || line[0] is '}' or '{';

    private sealed class Closing(CodeWriter writer, string? line) : IDisposable
    {
        public void Dispose() => writer.Close(line);
    }
}

/// <summary>Numbers and names as C#.</summary>
internal static class Text
{
    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number with thousands separated, for comments and documentation.</summary>
    public static string Grouped(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A finite number with a decimal point, so that it needs no suffix to be a double.</summary>
    public static string Number(double number)
    {
        string text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.IndexOfAny(['.', 'E']) >= 0 ? text : text + ".0";
    }

    public static string Float(double number) => Special((float)number, "float") ?? ((float)number).ToString("R", CultureInfo.InvariantCulture) + "f";

    public static string Double(double number) => Special(number, "double") ?? number.ToString("R", CultureInfo.InvariantCulture) + "d";

    public static string Quoted(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>Text inside an XML documentation comment.</summary>
    public static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    public static string Capital(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    private static string? Special(double number, string type) =>
        double.IsNaN(number) ? type + ".NaN"
        : double.IsPositiveInfinity(number) ? type + ".PositiveInfinity"
        : double.IsNegativeInfinity(number) ? type + ".NegativeInfinity"
        // Not every version of .NET writes its sign.
        : number == 0 && double.IsNegativeInfinity(1 / number) ? "-0" + type[0]
        : null;
}
