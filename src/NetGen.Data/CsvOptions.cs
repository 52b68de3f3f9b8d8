using System;
using System.Collections.Generic;

namespace NetGen.Data;

/// <summary>What the columns of a CSV file mean, and how it is written.</summary>
public sealed class CsvOptions : CsvFormat
{
    /// <summary>The column of the target.</summary>
    public string? Target { get; init; }

    /// <summary>The place of the column of the target, from 0 or from the end, as <c>^1</c>. Instead of <see cref="Target"/>.</summary>
    public Index? TargetIndex { get; init; }

    /// <summary>The columns of several targets. Instead of <see cref="Target"/>.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>What the targets are.</summary>
    public CsvTargetKind TargetKind { get; init; }

    /// <summary>The labels of the classes in the order of their indices; every label of the file must be among them. Empty takes those that occur: in the order of their values if they are
    /// numbers, else in ordinal order.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The columns of the inputs, in the order of the values; empty takes all that are no target and no weight, in the file's order.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The columns to leave out of the inputs.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>The columns of the inputs that hold categories. Each category that occurs becomes a value that is 1 or 0, in the order that labels have.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Whether a column whose first cell is no number holds categories without being named in <see cref="Categories"/>; else such a column is refused.</summary>
    public bool TextAsCategories { get; init; }

    /// <summary>The most categories or labels that a column may have: more are a sign of a column of names or numbers.</summary>
    public int MaximumCategories { get; init; } = 1_000;

    /// <summary>What stands for a missing number of an input; null refuses it. A missing target or weight is always refused.</summary>
    public float? MissingNumber { get; init; }

    /// <summary>The category that stands for a missing one of an input, such as <c>unknown</c>; null refuses it.</summary>
    public string? MissingCategory { get; init; }
}
