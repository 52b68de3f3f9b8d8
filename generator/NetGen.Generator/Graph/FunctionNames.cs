using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetGen.Generator.Graph;

/// <summary>
/// Names of functions in emitted code. What bears one name is one thing; and as fused kernels are called after all their functions in a row, a row of names must be
/// readable in one way only: beside A and B nothing else may be called AB.
/// </summary>
internal sealed class FunctionNames
{
    private readonly Dictionary<string, object> _contents = new(StringComparer.Ordinal);

    /// <summary>The function's own name if it is free or means this content already, else with the lowest number that makes it so.</summary>
    public string Of(string function, object content)
    {
        string name = function;
        for (int number = 2; !Fits(name, content); number++)
        {
            name = function + number.ToString(CultureInfo.InvariantCulture);
        }

        _contents[name] = content;
        return name;
    }

    private bool Fits(string name, object content) => _contents.TryGetValue(name, out object? other)
        ? other.Equals(content)
        // A derivative is called after its function.
        : AreReadInOneWay([.. _contents.Keys.Append(name).SelectMany(each => new[] { each, each + "Gradient" })]);

    /// <summary>
    /// Whether no two rows of the words are one text: what is left of a word after another one, and of what is left so, is never a word
    /// (A. A. Sardinas, G. W. Patterson, A necessary and sufficient condition for the unique decomposition of coded messages, 1953).
    /// </summary>
    private static bool AreReadInOneWay(IReadOnlyCollection<string> words)
    {
        var rests = new HashSet<string>(words.SelectMany(word => Rests(word, words)).Where(rest => rest.Length > 0), StringComparer.Ordinal);
        if (words.Distinct().Count() < words.Count)
        {
            return false;
        }

        var open = new Queue<string>(rests);
        while (open.Count > 0)
        {
            string rest = open.Dequeue();
            foreach (string next in Rests(rest, words).Concat(words.SelectMany(word => Rests(word, [rest]))))
            {
                if (next.Length == 0)
                {
                    return false;
                }

                if (rests.Add(next))
                {
                    open.Enqueue(next);
                }
            }
        }

        return true;
    }

    /// <summary>What is left of <paramref name="text"/> after each of the beginnings that it has.</summary>
    private static IEnumerable<string> Rests(string text, IEnumerable<string> beginnings) =>
        beginnings.Where(beginning => text.StartsWith(beginning, StringComparison.Ordinal)).Select(beginning => text.Substring(beginning.Length));
}
