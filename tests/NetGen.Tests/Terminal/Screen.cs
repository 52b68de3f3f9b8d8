using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Spectre.Console;

namespace NetGen.Tests.Terminal;

/// <summary>A terminal in memory that knows the control sequences that the display uses, and no others.</summary>
internal sealed class Screen : IAnsiConsoleOutput
{
    private readonly StringBuilder _text = new();

    internal Screen(bool isTerminal, int width = 100, int height = 30)
    {
        Writer = new StringWriter(_text, CultureInfo.InvariantCulture);
        IsTerminal = isTerminal;
        Width = width;
        Height = height;
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = this,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        Console.Profile.Capabilities.Unicode = true;
    }

    public TextWriter Writer { get; }

    public bool IsTerminal { get; }

    public int Width { get; }

    public int Height { get; }

    internal IAnsiConsole Console { get; }

    internal string Written => _text.ToString();

    public void SetEncoding(Encoding encoding)
    {
    }

    /// <summary>The lines that stand on the screen, and the cursor's line and column.</summary>
    internal (string[] Lines, int Row, int Column) Show()
    {
        List<StringBuilder> lines = [new()];
        (int row, int column) = (0, 0);
        string text = Written;
        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\r':
                    column = 0;
                    break;
                case '\n':
                    (row, column) = (row + 1, 0);
                    while (lines.Count <= row)
                    {
                        lines.Add(new());
                    }

                    break;
                case '\u001b':
                    int end = text.AsSpan(i).IndexOfAnyInRange('A', 'z') is var first && text[i + first] == '[' ? text.AsSpan(i + first + 1).IndexOfAnyInRange('A', 'z') + i + first + 1 : i + first;
                    Control(lines, ref row, column, text[end], text[(i + 2)..end]);
                    i = end;
                    break;
                default:
                    lines[row].Append(' ', Math.Max(0, column + 1 - lines[row].Length));
                    lines[row][column++] = text[i];
                    break;
            }
        }

        return ([.. lines.Select(line => line.ToString().TrimEnd())], row, column);
    }

    private static void Control(List<StringBuilder> lines, ref int row, int column, char kind, string argument)
    {
        switch (kind)
        {
            case 'A':
                row -= int.Parse(argument, CultureInfo.InvariantCulture);
                break;
            case 'K':
                lines[row].Length = Math.Min(lines[row].Length, column);
                break;
            case 'J':
                lines[row].Length = Math.Min(lines[row].Length, column);
                lines.RemoveRange(row + 1, lines.Count - row - 1);
                break;
            case 'm':
                break;
            default:
                throw new InvalidOperationException($"The screen knows no control sequence {argument}{kind}.");
        }
    }
}
