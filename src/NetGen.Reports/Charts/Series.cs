using System.Collections.Generic;

namespace NetGen.Reports;

/// <summary>Numbers that belong together in a chart.</summary>
/// <param name="Name">The name in the legend.</param>
/// <param name="Color">The number of its colour, 1 to 6.</param>
/// <param name="Points">The points, by ascending x; what is not finite is a gap.</param>
internal sealed record Series(string Name, int Color, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>Whether the line is dashed, so that it differs without colour too.</summary>
    internal bool IsDashed { get; init; }

    /// <summary>Whether the points stand alone.</summary>
    internal bool IsScatter { get; init; }

    /// <summary>Whether a value holds until the next point.</summary>
    internal bool IsStepped { get; init; }

    /// <summary>A point to be marked, with what to say of it.</summary>
    internal (double X, double Y, string Text)? Mark { get; init; }

    /// <summary>What to say of each point when it is pointed at; empty for nothing.</summary>
    internal IReadOnlyList<string> Notes { get; init; } = [];
}
