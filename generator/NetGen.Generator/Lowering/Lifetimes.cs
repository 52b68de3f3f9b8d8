using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Lowering;

/// <summary>From which step to which a value must keep its memory, and how much that is.</summary>
/// <param name="Value">The value.</param>
/// <param name="First">The step that writes it.</param>
/// <param name="Last">The last step that reads it.</param>
/// <param name="Turns">How many of it there are at a time: more than one if each turn of a loop keeps its own.</param>
internal sealed record Lifetime(Value Value, int First, int Last, int Turns)
{
    /// <summary>Floats of one turn, of each row or in all.</summary>
    private int Size => Value.Extent == Extent.Shared ? PanelLayout.RoundUp(PanelLayout.Of(Value).Length) : Value.Shape.Size;

    public int Length => checked(Size * Turns);

    public int Turn => Turns == 1 ? 0 : Size;
}

/// <summary>
/// Finds the lifetimes. A run is what a loop does between its first and its last step. What a run makes and another one reads, as backward what forward made, is kept
/// for each turn, from the beginning of the one to the end of the other; what comes into a run from outside lives to its end.
/// </summary>
internal sealed class Lifetimes
{
    private readonly IReadOnlyList<Step> _steps;
    private readonly (int First, int Last)[] _runs;
    private readonly Dictionary<Value, (int First, int Last)> _spans = [];
    private readonly Dictionary<Value, int> _writers = [];
    private readonly HashSet<Value> _stacked = [];

    private Lifetimes(IReadOnlyList<Step> steps)
    {
        _steps = steps;
        _runs = Runs(steps);
    }

    /// <summary>The lifetimes of all values that need memory, in the order in which they are written.</summary>
    public static IReadOnlyList<Lifetime> Of(IReadOnlyList<Step> steps, ISet<Value> elsewhere, ISet<Value> kept, IReadOnlyList<LoopPlan> loops)
    {
        var lifetimes = new Lifetimes(steps);
        lifetimes.FindSpans(kept);
        foreach (LoopPlan loop in loops)
        {
            lifetimes.Carry(loop, kept.Contains(loop.Output));
        }

        return [.. lifetimes._spans
            .Where(span => !elsewhere.Contains(span.Key) && lifetimes._writers.ContainsKey(span.Key))
            .Select(span => new Lifetime(span.Key, kept.Contains(span.Key) ? 0 : span.Value.First, kept.Contains(span.Key) ? steps.Count : span.Value.Last, lifetimes._stacked.Contains(span.Key) ? span.Key.Loop!.Count : 1))];
    }

    /// <summary>Of each step the first and last one of its run; of a step outside loops itself.</summary>
    public static (int First, int Last)[] Runs(IReadOnlyList<Step> steps)
    {
        var runs = new (int First, int Last)[steps.Count];
        for (int i = 0; i < steps.Count;)
        {
            int end = i + 1;
            while (end < steps.Count && steps[i].Loop is not null && steps[end].Loop == steps[i].Loop)
            {
                end++;
            }

            for (int step = i; step < end; step++)
            {
                runs[step] = (i, end - 1);
            }

            i = end;
        }

        return runs;
    }

    private void FindSpans(ISet<Value> kept)
    {
        for (int i = 0; i < _steps.Count; i++)
        {
            foreach (Value read in _steps[i].Reads)
            {
                Read(read, i);
            }

            if (_steps[i].Write is { } value)
            {
                if (!_writers.ContainsKey(value))
                {
                    _writers.Add(value, i);
                    _spans[value] = (i, i);
                }

                Read(value, i);
                if (kept.Contains(value) && _steps[i].Loop is not null)
                {
                    Stack(value);
                }
            }
        }
    }

    private void Read(Value value, int step)
    {
        if (!_spans.TryGetValue(value, out (int First, int Last) span))
        {
            _spans[value] = (step, _runs[step].Last);
            return;
        }

        bool isOfRun = _writers.TryGetValue(value, out int writer) && _runs[writer] == _runs[step];
        _spans[value] = (span.First, Math.Max(span.Last, isOfRun ? step : _runs[step].Last));
        if (!isOfRun && _writers.ContainsKey(value) && _steps[writer].Loop is not null)
        {
            Stack(value);
        }
    }

    private void Stack(Value value)
    {
        _stacked.Add(value);
        (int first, int last) = _runs[_writers[value]];
        _spans[value] = (Math.Min(_spans[value].First, first), Math.Max(_spans[value].Last, last));
    }

    /// <summary>What goes from turn to turn: the first turn reads the initial value where that lies, and the last one writes the result to its place.</summary>
    private void Carry(LoopPlan loop, bool isKept)
    {
        (int first, int last) = _runs[_writers[loop.Output]];
        int end = Math.Max(last, Math.Max(End(loop.Input), End(loop.Output)));
        Extend(loop.Initial, first, end);
        Extend(loop.Result, first, end);
        _writers[loop.Result] = first;
        if (end > last || isKept)
        {
            _stacked.Add(loop.Output);
        }
        else
        {
            _stacked.Remove(loop.Output);
        }

        _spans[loop.Output] = (first, end);
    }

    private int End(Value value) => _spans.TryGetValue(value, out (int First, int Last) span) ? span.Last : -1;

    private void Extend(Value value, int first, int last) =>
        _spans[value] = _spans.TryGetValue(value, out (int First, int Last) span) ? (Math.Min(span.First, first), Math.Max(span.Last, last)) : (first, last);
}
