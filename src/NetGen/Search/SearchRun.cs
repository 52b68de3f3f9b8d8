using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace NetGen;

/// <summary>One call of <see cref="Search.Run(Func{Trial, CancellationToken, double}, CancellationToken)"/>: threads that take trials in order, and what has come of them.</summary>
internal sealed class SearchRun
{
    // Streams of the random numbers of a trial, whose step is its index.
    private const uint ChoiceStream = 0;
    private const uint SeedStream = 1;

    private readonly object _gate = new();
    private readonly Search _search;
    private readonly SearchMethod _method;
    private readonly ImmutableArray<SearchParameter> _parameters;
    private readonly Func<Trial, CancellationToken, double> _objective;
    private readonly SearchJournal? _journal;
    private readonly CancellationTokenSource _stop;
    private readonly int _threads;
    private readonly int _trials;

    // By index; a point is known when its trial has begun, a result when it is done.
    private readonly List<ImmutableArray<double>> _points = [];
    private readonly Dictionary<int, TrialResult> _results;
    private int _doneInOrder;
    private Exception? _error;
    private (int Number, Exception Error)? _firstFailure;

    private SearchRun(
        Search search,
        SearchMethod method,
        ImmutableArray<SearchParameter> parameters,
        Func<Trial, CancellationToken, double> objective,
        SearchJournal? journal,
        CancellationTokenSource stop)
    {
        _search = search;
        _method = method;
        _parameters = parameters;
        _objective = objective;
        _journal = journal;
        _stop = stop;
        _results = (journal?.Results ?? []).ToDictionary(result => result.Number - 1);
        _trials = Math.Min(search.Trials ?? method.DefaultTrials, method.MostTrials(parameters));
        _threads = Math.Clamp(Math.Min(search.Parallelism, method.ScoresLag ?? int.MaxValue), 1, Math.Max(1, _trials - _results.Count));
    }

    internal static SearchResult Run(
        Search search, SearchSpace space, SearchMethod method, Func<Trial, CancellationToken, double> objective, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        ImmutableArray<SearchParameter> parameters = [.. space.Parameters];
        if (parameters.IsEmpty)
        {
            throw new InvalidOperationException("The space has no parameter to search over.");
        }

        using SearchJournal? journal = search.Journal is null ? null : SearchJournal.Open(search.Journal, new SearchIdentity(parameters, method.ToString()!, search.Goal, search.Seed));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var run = new SearchRun(search, method, parameters, objective, journal, stop);
        run.RunThreads();
        journal?.Close();
        run.ThrowIfInVain(cancellationToken);
        return new SearchResult(search.Goal, parameters, method.ToString()!, [.. run._results.OrderBy(pair => pair.Key).Select(pair => pair.Value)])
        {
            Cancelled = cancellationToken.IsCancellationRequested && run._results.Count < run._trials,
            Warnings = journal?.Warnings ?? [],
            Elapsed = Stopwatch.GetElapsedTime(start),
        };
    }

    private void RunThreads()
    {
        using CancellationTokenRegistration wake = _stop.Token.Register(() =>
        {
            lock (_gate)
            {
                Monitor.PulseAll(_gate);
            }
        });
        Thread[] others = [.. Enumerable.Range(1, _threads - 1).Select(i => new Thread(RunTrials) { IsBackground = true, Name = FormattableString.Invariant($"Search {i}") })];
        Array.ForEach(others, thread => thread.Start());
        RunTrials();
        Array.ForEach(others, thread => thread.Join());
    }

    private void ThrowIfInVain(CancellationToken cancellationToken)
    {
        if (_error is not null)
        {
            ExceptionDispatchInfo.Throw(_error);
        }

        if (!cancellationToken.IsCancellationRequested && _results.Count > 0 && _results.Values.All(result => result.Failure is not null))
        {
            TrialResult first = _results.OrderBy(pair => pair.Key).First().Value;
            string hint = _journal is null ? "" : $" {_search.Journal} holds these trials: delete it to try them again.";
            throw new InvalidOperationException($"All trials failed ({_results.Count}). The first was {first}.{hint}", _firstFailure is { } known && known.Number == first.Number ? known.Error : null);
        }
    }

    private void RunTrials()
    {
        try
        {
            while (Begin() is { } trial)
            {
                if (Complete(trial) is { } result)
                {
                    Keep(result);
                }
            }
        }
        catch (Exception error)
        {
            // Given to the caller of Run when all threads have ended.
            lock (_gate)
            {
                _error ??= error;
            }

            _stop.Cancel();
        }
    }

    /// <summary>Takes the next trial that is not done, when the scores that its choice depends on are known; null if there is none or the search ends.</summary>
    private Trial? Begin()
    {
        lock (_gate)
        {
            while (!_stop.IsCancellationRequested)
            {
                int index = _points.Count;
                if (_results.TryGetValue(index, out TrialResult? done))
                {
                    _points.Add(done.AllNumbers);
                    CountDone();
                }
                else if (index >= _trials)
                {
                    return null;
                }
                else if (_doneInOrder >= ScoresNeeded(index))
                {
                    Trial trial = Choose(index);
                    _points.Add(trial.AllNumbers);
                    return trial;
                }
                else
                {
                    Monitor.Wait(_gate);
                }
            }

            return null;
        }
    }

    private int ScoresNeeded(int index) => _method.ScoresLag is { } lag ? Math.Max(0, index - lag + 1) : 0;

    private Trial Choose(int index)
    {
        ImmutableArray<double> scores = [.. Enumerable.Range(0, ScoresNeeded(index)).Select(i => _results[i].Score)];
        var random = new RandomStream(_search.Seed, RandomPurpose.Search, ChoiceStream, (uint)index);
        ImmutableArray<double> numbers = _method.Choose(_parameters, new SearchHistory(_search.Goal, _points, scores), ref random);
        long seed = new RandomStream(_search.Seed, RandomPurpose.Search, SeedStream, (uint)index).NextUInt32();
        return new Trial(_parameters, numbers, index + 1, seed, Math.Max(1, Environment.ProcessorCount / _threads));
    }

    /// <summary>Runs a trial; null if the search ended meanwhile, since its score may be that of a training cut short.</summary>
    private TrialResult? Complete(Trial trial)
    {
        long start = Stopwatch.GetTimestamp();
        double score = double.NaN;
        string? failure = null;
        try
        {
            score = _objective(trial, _stop.Token);
            failure = double.IsFinite(score) ? null : FormattableString.Invariant($"The score is {score}.");
        }
        catch (Exception error) when (error is not OutOfMemoryException && _stop.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception error) when (error is not (OutOfMemoryException or OperationCanceledException))
        {
            NoteFailure(trial.Number, error);
            failure = $"{error.GetType().Name}: {error.Message}";
        }

        return _stop.IsCancellationRequested ? null : new TrialResult(_parameters, trial.AllNumbers)
        {
            Number = trial.Number,
            Seed = trial.Seed,
            Score = failure is null ? score : double.NaN,
            Elapsed = Stopwatch.GetElapsedTime(start),
            Failure = failure,
            Measures = trial.Measures,
            Notes = trial.Notes,
        };
    }

    private void NoteFailure(int number, Exception error)
    {
        lock (_gate)
        {
            _firstFailure = _firstFailure is { } first && first.Number < number ? first : (number, error);
        }
    }

    private void Keep(TrialResult result)
    {
        lock (_gate)
        {
            _results.Add(result.Number - 1, result);
            CountDone();
            _journal?.Add(result);
            _search.TrialCompleted?.Invoke(result);
            Monitor.PulseAll(_gate);
        }
    }

    private void CountDone()
    {
        while (_doneInOrder < _points.Count && _results.ContainsKey(_doneInOrder))
        {
            _doneInOrder++;
        }
    }
}
