using System;
using System.Linq;

namespace NetGen;

/// <summary>The class of each example, where the target says one: a class index, or a float that is 0 or 1.</summary>
internal sealed class ExampleClasses
{
    private ExampleClasses(int[] targets)
    {
        Targets = targets;
        Present = [.. targets.Distinct().Order()];
        Ranks = new int[targets.Length];
        Counts = new int[Present.Length];
        for (int row = 0; row < targets.Length; row++)
        {
            Ranks[row] = Array.BinarySearch(Present, targets[row]);
            Counts[Ranks[row]]++;
        }
    }

    /// <summary>The target of each example.</summary>
    internal int[] Targets { get; }

    /// <summary>The classes that occur, ascending.</summary>
    internal int[] Present { get; }

    /// <summary>The place in <see cref="Present"/> of each example's class.</summary>
    internal int[] Ranks { get; }

    /// <summary>The number of examples of each class in <see cref="Present"/>.</summary>
    internal int[] Counts { get; }

    /// <param name="examples">The examples.</param>
    /// <param name="purpose">What needs the classes, as a sentence begins.</param>
    /// <exception cref="ArgumentException">The examples have no single target that says a class.</exception>
    internal static ExampleClasses Of(Examples examples, string purpose)
    {
        if (examples.Targets is [{ Kind: ElementKind.Int, Size: 1 } indices])
        {
            return new ExampleClasses(indices.Ints.ToArray());
        }

        if (examples.Targets is [{ Kind: ElementKind.Float, Size: 1 } decisions] && !decisions.Floats.ContainsAnyExcept(0f, 1f))
        {
            return new ExampleClasses([.. decisions.Floats.ToArray().Select(decision => (int)decision)]);
        }

        throw new ArgumentException($"{purpose} needs one target that is the example's class, a class index or a float of 0 or 1; these examples have {Found(examples)}.");
    }

    private static string Found(Examples examples) => examples.Targets switch
    {
        [] => "no target",
        [{ Size: > 1 } target] => $"a target of {target.Size} values",
        [_] => "a target of other floats",
        _ => $"{examples.Targets.Length} targets",
    };
}
