using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Spectre.Console.Rendering;

namespace NetGen.Terminal;

/// <summary>Draws something over what stands in the lines above the cursor.</summary>
/// <param name="content">What to draw.</param>
/// <param name="before">The number of lines to draw over; 0 for none.</param>
internal sealed class Overdrawing(IRenderable content, int before) : Renderable
{
    /// <summary>The number of lines drawn.</summary>
    internal int Height { get; private set; }

    /// <inheritdoc/>
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        List<SegmentLine> lines = Segment.SplitLines(content.Render(options, maxWidth), maxWidth);
        Height = lines.Count;
        var segments = new List<Segment>();
        if (before > 0)
        {
            // To the first column, up to the first line.
            segments.Add(Segment.Control(string.Create(CultureInfo.InvariantCulture, $"\r\u001b[{before}A")));
        }

        foreach (SegmentLine line in lines)
        {
            // What a longer line left is erased after its end, not before: that would flicker.
            segments.AddRange(line);
            segments.Add(Segment.Control("\u001b[K"));
            segments.Add(Segment.LineBreak);
        }

        segments.Add(Segment.Control("\u001b[J"));
        return segments.Where(segment => segment.IsControlCode || segment.Text.Length > 0);
    }
}
