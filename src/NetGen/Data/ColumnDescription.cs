using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace NetGen;

/// <summary>A column of a table that examples were made of: a number in each row, or one of some categories.</summary>
public sealed class ColumnDescription
{
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);

    /// <summary>A column of numbers.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="missingNumber">What stands for a missing number; null if none may be missing. Finite.</param>
    /// <exception cref="ArgumentException"><paramref name="missingNumber"/> is not finite.</exception>
    public ColumnDescription(string name, float? missingNumber = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (missingNumber is { } number && !float.IsFinite(number))
        {
            throw new ArgumentException($"What stands for missing numbers of {name} must be finite.", nameof(missingNumber));
        }

        Name = name;
        MissingNumber = missingNumber;
        Categories = [];
    }

    /// <summary>A column of categories. As an input it becomes one value for each category, 1 for the row's own and 0 for the others; as a target the index of the row's category.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="categories">The categories in the order of their indices, at least one, all different.</param>
    /// <param name="missingCategory">The category that stands for a missing one; null if none may be missing.</param>
    /// <exception cref="ArgumentException">There is no category, one comes twice, or <paramref name="missingCategory"/> is none of them.</exception>
    public ColumnDescription(string name, ImmutableArray<string> categories, string? missingCategory = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (categories.IsDefaultOrEmpty)
        {
            throw new ArgumentException($"{name} has no categories, but needs at least one.", nameof(categories));
        }

        foreach (string category in categories)
        {
            ArgumentNullException.ThrowIfNull(category, nameof(categories));
            if (!_indices.TryAdd(category, _indices.Count))
            {
                throw new ArgumentException($"{name} has the category \"{category}\" twice.", nameof(categories));
            }
        }

        if (missingCategory is not null && !_indices.ContainsKey(missingCategory))
        {
            throw new ArgumentException($"\"{missingCategory}\" stands for missing categories of {name}, but is none of them.", nameof(missingCategory));
        }

        Name = name;
        Categories = categories;
        MissingCategory = missingCategory;
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>The categories in the order of their indices; empty for numbers.</summary>
    public ImmutableArray<string> Categories { get; }

    /// <summary>What stands for a missing number; null if none may be missing.</summary>
    public float? MissingNumber { get; }

    /// <summary>The category that stands for a missing one; null if none may be missing.</summary>
    public string? MissingCategory { get; }

    /// <summary>Whether the rows have categories, not numbers.</summary>
    public bool IsCategorical => !Categories.IsEmpty;

    /// <summary>The number of values of an input: one for each category, or the number itself.</summary>
    public int Size => Math.Max(1, Categories.Length);

    /// <summary>The index of a category; -1 if there is no such category.</summary>
    /// <param name="category">The category, exactly.</param>
    public int IndexOf(string category)
    {
        ArgumentNullException.ThrowIfNull(category);
        return _indices.TryGetValue(category, out int index) ? index : -1;
    }

    /// <summary>The name, and the categories if there are any.</summary>
    public override string ToString() => IsCategorical ? $"{Name} ({string.Join(", ", Categories.Take(10))}{(Categories.Length > 10 ? ", ..." : "")})" : Name;
}
