using System;
using System.Threading;

namespace NetGen;

/// <summary>
/// Looks for the best values of parameters that are not trained, such as width, depth, rate, dropout and decay, by trying some: trials run in parallel, and what is tried depends on the seed alone.
/// </summary>
/// <remarks>
/// <para>A trial is a call of the objective, which returns its score. It must use nothing that trials share but what does not change, such as examples, and take all that is random from
/// <see cref="Trial.Seed"/>; then a search gives the same trials and scores on every run and with any <see cref="Parallelism"/>.</para>
/// <para>A trial fails if its objective throws or its score is NaN or infinite; the search goes on with the others. Only <see cref="OutOfMemoryException"/> and
/// <see cref="OperationCanceledException"/> end it.</para>
/// <para>A <see cref="Journal"/> keeps every trial that is done. A search with the same journal goes on after the last one: it comes to the same trials as if it had not been interrupted.</para>
/// </remarks>
/// <example><code>
/// var space = new SearchSpace();
/// SearchParameter&lt;int&gt; width = space.Choice("width", Mnist1D.HiddenValues);
/// SearchParameter&lt;double&gt; rate = space.LogUniform("rate", 1e-4, 1e-1);
/// SearchParameter&lt;double&gt; dropout = space.Uniform("dropout", 0, 0.5);
/// SearchParameter&lt;double&gt; lambda = space.LogUniform("lambda", 1e-6, 1e-2);
///
/// var search = new Search(space) { Goal = Goal.Maximize, Trials = 60, Seed = 1, Journal = "search.jsonl", TrialCompleted = Console.WriteLine };
/// SearchResult result = search.Run((trial, stop) =>
/// {
///     // Mnist1D has [Variants("Hidden", 16, 32, 64)], [Dropout(0.5)] and [Dense("Hidden"), L2(0.001)].
///     ITrainableNetwork model = Mnist1D.Create(trial[width], trial.Seed);
///     model.Parameters["dropout1.rate"].Value = (float)trial[dropout];
///     model.Parameters["dense1.l2"].Value = (float)trial[lambda];
///     var trainer = new Trainer(model, new Adam(trial[rate])) { Seed = trial.Seed, Threads = trial.Threads, Progress = null };
///     trainer.Fit(train, epochs: 20, cancellationToken: stop);
///     Evaluation evaluation = trainer.Evaluate(validation);
///     trial.Record("loss", evaluation.Loss);
///     return evaluation.Accuracy!.Value;
/// });
/// Console.WriteLine(result);
/// Console.WriteLine($"best width: {result.Best[width]}");
/// </code></example>
public sealed class Search
{
    private readonly SearchSpace _space;
    private readonly SearchMethod _method;
    private int? _trials;
    private int _parallelism = Environment.ProcessorCount;

    /// <summary>Creates a search.</summary>
    /// <param name="space">The parameters; at least one.</param>
    /// <param name="method">How to choose what is tried; null: <see cref="ParzenSearch"/>.</param>
    public Search(SearchSpace space, SearchMethod? method = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        _space = space;
        _method = method ?? new ParzenSearch();
    }

    /// <summary>Which of two scores is the better one.</summary>
    public Goal Goal { get; set; }

    /// <summary>The number of trials, those of the journal among them, at least 1; null: the whole grid of a <see cref="GridSearch"/>, 50 with other methods. A grid has no more than its points. A
    /// journal that holds more trials keeps them all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? Trials
    {
        get => _trials;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value ?? 1, 1, nameof(value));
            _trials = value;
        }
    }

    /// <summary>Fixes what is tried, and <see cref="Trial.Seed"/>.</summary>
    public long Seed { get; set; }

    /// <summary>The most trials that run at once, at least 1; unless set otherwise, as many as there are processors. <see cref="ParzenSearch.Lag"/> is a limit too.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Parallelism
    {
        get => _parallelism;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _parallelism = value;
        }
    }

    /// <summary>A file that keeps each trial when it is done, a line of JSON each; null: none. If it exists, the search goes on from it.</summary>
    public string? Journal { get; set; }

    /// <summary>Hears of each trial when it is done, one at a time, on the thread that ran it; null is silent. What it throws ends the search.</summary>
    public Action<TrialResult>? TrialCompleted { get; set; }

    /// <summary>Runs the trials.</summary>
    /// <param name="objective">Returns the score of a trial. Called by several threads at once unless <see cref="Parallelism"/> is 1.</param>
    /// <param name="cancellationToken">Ends the search; what is done until then is in the result, what runs is not: its training may have been cut short. The objective is given a token that
    /// follows this one.</param>
    /// <returns>The trials.</returns>
    /// <exception cref="InvalidOperationException">There is no parameter, or all trials failed; the message has the first failure.</exception>
    /// <exception cref="System.IO.InvalidDataException">The journal is of another search, or no journal. It is left as it is.</exception>
    /// <exception cref="System.IO.IOException">The journal cannot be opened, as when another search writes it.</exception>
    public SearchResult Run(Func<Trial, CancellationToken, double> objective, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return SearchRun.Run(this, _space, _method, objective, cancellationToken);
    }

    /// <summary>Runs the trials, of an objective that does not hear of cancellation.</summary>
    /// <param name="objective">Returns the score of a trial. Called by several threads at once unless <see cref="Parallelism"/> is 1.</param>
    /// <returns>The trials.</returns>
    /// <exception cref="InvalidOperationException">There is no parameter, or all trials failed; the message has the first failure.</exception>
    /// <exception cref="System.IO.InvalidDataException">The journal is of another search, or no journal. It is left as it is.</exception>
    /// <exception cref="System.IO.IOException">The journal cannot be opened, as when another search writes it.</exception>
    public SearchResult Run(Func<Trial, double> objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return Run((trial, _) => objective(trial));
    }
}
