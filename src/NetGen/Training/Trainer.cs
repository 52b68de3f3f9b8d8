using System;
using System.Collections.Generic;
using System.Threading;

namespace NetGen;

/// <summary>
/// Trains a network on examples in shuffled mini-batches.
/// </summary>
/// <remarks>
/// <para><see cref="Fit(Examples, int, Examples, CancellationToken)"/> is no more than this loop, with bookkeeping around it, and gives the same bits:</para>
/// <code>
/// var gradients = new Gradients(network);
/// var workspace = new Workspace(network, batchSize) { Seed = seed };
/// ExampleBatches batches = train.ShuffledBatches(batchSize, seed);
/// for (int epoch = 0; epoch &lt; epochs; epoch++)
/// {
///     foreach (Minibatch batch in batches.Epoch(epoch))
///     {
///         network.Gradient(batch, gradients, workspace);
///         optimizer.Step(network, gradients);
///     }
/// }
/// </code>
/// <para>A further call of <see cref="Fit(Examples, int, Examples, CancellationToken)"/> continues: parameters and optimizer go on from where they are, and the epochs are counted on, and the steps, so that the order of the data
/// and the masks of dropout do not repeat.</para>
/// </remarks>
public sealed class Trainer
{
    private readonly ITrainableNetwork _network;
    private readonly Optimizer _optimizer;
    private int _batchSize = 32;
    private int _threads = Environment.ProcessorCount;

    /// <summary>Creates a trainer.</summary>
    /// <param name="network">The network to train, in place.</param>
    /// <param name="optimizer">Makes the steps. It must not serve another network.</param>
    public Trainer(ITrainableNetwork network, Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        _network = network;
        _optimizer = optimizer;
    }

    /// <summary>The network, trained in place.</summary>
    public ITrainableNetwork Network => _network;

    /// <summary>Makes the steps.</summary>
    public Optimizer Optimizer => _optimizer;

    /// <summary>The number of examples of a step, at least 1. The last batch of an epoch takes what is left.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int BatchSize
    {
        get => _batchSize;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _batchSize = value;
        }
    }

    /// <summary>The most threads that a step may use, at least 1; unless set otherwise, as many as there are processors. Training gives the same bits with any number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Threads
    {
        get => _threads;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _threads = value;
        }
    }

    /// <summary>The seed of the shuffling and of the random numbers of a step, such as the masks of dropout. Equal seeds give equal training, to the bit.</summary>
    public long Seed { get; set; }

    /// <summary>Hears of progress; null is silent. Writes to the console unless set otherwise.</summary>
    public ITrainingProgress? Progress { get; set; } = new ConsoleProgress();

    /// <summary>What validations and <see cref="Evaluate"/> measure besides the loss, the accuracy and the confusion matrix.</summary>
    public IReadOnlyList<Metric> Metrics { get; set; } = [];

    /// <summary>The number of epochs begun in all calls of <see cref="Fit(Examples, int, Examples, CancellationToken)"/>.</summary>
    public int EpochsStarted { get; private set; }

    /// <summary>The number of steps made in all calls of <see cref="Fit(Examples, int, Examples, CancellationToken)"/>.</summary>
    internal long StepsMade { get; private set; }

    /// <summary>Trains for a number of epochs. However it ends, by exception too, the model is as the last completed step left it.</summary>
    /// <param name="train">The examples to learn from.</param>
    /// <param name="epochs">How many times to go through them, at least 1.</param>
    /// <param name="validation">Examples to measure loss and accuracy on after each epoch; they are not learnt from.</param>
    /// <param name="cancellationToken">Looked at before each step; cancelling is no exception but a <see cref="StopReason"/>.</param>
    /// <returns>One record for each completed epoch, and why training ended.</returns>
    /// <exception cref="ArgumentException">The examples do not suit the network.</exception>
    public TrainingResult Fit(Examples train, int epochs, Examples? validation = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        DebugBuildNotice.WriteOnce(_network);
        var loop = new FitLoop(_network, _optimizer, train.ShuffledBatches(BatchSize, Seed), validation, this);
        try
        {
            return loop.Run(EpochsStarted + 1, epochs, cancellationToken);
        }
        finally
        {
            EpochsStarted += loop.EpochsStarted;
            StepsMade += loop.Steps;
        }
    }

    /// <summary>Measures loss and accuracy, without learning.</summary>
    /// <exception cref="ArgumentException">The examples do not suit the network.</exception>
    public Evaluation Evaluate(Examples examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        return new Evaluator(_network, examples, nameof(examples), Threads).Run()!;
    }
}
