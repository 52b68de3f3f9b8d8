using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;

namespace NetGen;

/// <summary>
/// Trains a network on examples in mini-batches.
/// </summary>
/// <remarks>
/// <para>Fit is no more than this loop, with bookkeeping around it, and gives the same bits:</para>
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
/// <para>A further call of Fit continues: parameters and optimizer go on from where they are, and the epochs are counted on, and the steps, so that the order of the data
/// and the masks of dropout do not repeat.</para>
/// <para>What else happens in training, such as early stopping and checkpoints, is added as <see cref="Callbacks"/>.</para>
/// </remarks>
public sealed class Trainer
{
    private int _batchSize = 32;
    private int _threads = Environment.ProcessorCount;
    private int _accumulationSteps = 1;
    private CheckpointFile? _resumed;
    private bool _isTraining;

    /// <summary>Creates a trainer.</summary>
    /// <param name="network">The network to train, in place.</param>
    /// <param name="optimizer">Makes the steps. It must not serve another network.</param>
    public Trainer(ITrainableNetwork network, Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        Network = network;
        Optimizer = optimizer;
        State = new TrainingState(network.Info);
    }

    /// <summary>The network, trained in place.</summary>
    public ITrainableNetwork Network { get; }

    /// <summary>Makes the steps.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>The number of examples of a batch, at least 1. The last batch of an epoch takes what is left.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int BatchSize
    {
        get => _batchSize;
        set => _batchSize = AtLeastOne(value);
    }

    /// <summary>The number of batches whose gradients make one step, at least 1; 1 unless set otherwise. A step is that of one batch as large as all of them, but batch statistics are
    /// those of each. What is left at the end of an epoch makes a step too.</summary>
    /// <remarks>Scratch does not grow with <see cref="BatchSize"/> once a batch is larger than a block of rows, so large batches need this only where a layer takes statistics of the
    /// batch, or where batches come from a <see cref="BatchSource"/>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int AccumulationSteps
    {
        get => _accumulationSteps;
        set => _accumulationSteps = AtLeastOne(value);
    }

    /// <summary>The order of the examples of an epoch.</summary>
    public Sampling Sampling { get; set; }

    /// <summary>Whether a last batch of an epoch that is smaller than the others is left out.</summary>
    public bool DropLast { get; set; }

    /// <summary>The learning rate of each step, in place of the optimizer's own; null: the optimizer's own. Callbacks may multiply either, see <see cref="TrainingRun.RateFactor"/>.</summary>
    public Schedule? Schedule { get; set; }

    /// <summary>The most threads that a step may use, at least 1; unless set otherwise, as many as there are processors. Training gives the same bits with any number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Threads
    {
        get => _threads;
        set => _threads = AtLeastOne(value);
    }

    /// <summary>The seed of the shuffling and of the random numbers of a step, such as the masks of dropout. Equal seeds give equal training, to the bit.</summary>
    public long Seed { get; set; }

    /// <summary>Shows progress; null is silent. Writes to the console unless set otherwise.</summary>
    public TrainingCallback? Progress { get; set; } = new ConsoleProgress();

    /// <summary>Hear of training, in this order, before <see cref="Progress"/>.</summary>
    public IList<TrainingCallback> Callbacks { get; init; } = [];

    /// <summary>What validations and <see cref="Evaluate"/> measure besides the loss, the accuracy and the confusion matrix.</summary>
    public IReadOnlyList<Metric> Metrics { get; set; } = [];

    /// <summary>When the validation examples are measured; after each epoch unless set otherwise.</summary>
    public Interval ValidateEvery { get; set; } = Interval.Epochs();

    /// <summary>The number of epochs begun in all calls of Fit.</summary>
    public int EpochsStarted => State.Epoch;

    /// <summary>The number of steps made in all calls of Fit.</summary>
    public long StepsMade => State.Step;

    /// <summary>How far training has come.</summary>
    internal TrainingState State { get; private set; }

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
        return Fit(train, new TrainingLimit { Epochs = epochs }, validation, cancellationToken);
    }

    /// <summary>Trains until a limit of epochs, steps or time.</summary>
    /// <param name="train">The examples to learn from.</param>
    /// <param name="limit">How long to train.</param>
    /// <param name="validation">Examples to measure loss and accuracy on; they are not learnt from.</param>
    /// <param name="cancellationToken">Looked at before each step; cancelling is no exception but a <see cref="StopReason"/>.</param>
    /// <returns>One record for each completed epoch, and why training ended.</returns>
    /// <exception cref="ArgumentException">The examples do not suit the network, or there is no limit.</exception>
    public TrainingResult Fit(Examples train, TrainingLimit limit, Examples? validation = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        return Fit(train.InBatches(BatchSize, Seed, Sampling, DropLast), limit, validation, cancellationToken);
    }

    /// <summary>Trains on batches of any origin until a limit of epochs, steps or time. <see cref="BatchSize"/>, <see cref="Sampling"/> and <see cref="DropLast"/> have no meaning then.</summary>
    /// <param name="train">The batches to learn from.</param>
    /// <param name="limit">How long to train.</param>
    /// <param name="validation">Examples to measure loss and accuracy on; they are not learnt from.</param>
    /// <param name="cancellationToken">Looked at before each step; cancelling is no exception but a <see cref="StopReason"/>.</param>
    /// <returns>One record for each completed epoch, and why training ended.</returns>
    /// <exception cref="ArgumentException">The examples do not suit the network, or there is no limit.</exception>
    /// <exception cref="InvalidOperationException">A callback calls this while the trainer trains.</exception>
    public TrainingResult Fit(BatchSource train, TrainingLimit limit, Examples? validation = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(limit);
        limit.Check();
        if (_isTraining)
        {
            throw new InvalidOperationException("The trainer trains already; wait for its Fit to end, or make another trainer.");
        }

        DebugBuildNotice.WriteOnce(Network);
        CheckpointFile? resumed = _resumed;
        resumed?.RequireSame(this, train);
        TrainingState state = resumed is null ? State.Next() : State;
        state.BatchSize = train.BatchSize;
        var loop = new FitLoop(this, state, train, limit, validation);
        _isTraining = true;
        try
        {
            State = state;
            _resumed = null;
            return loop.Run(resumed, cancellationToken);
        }
        finally
        {
            _isTraining = false;
        }
    }

    /// <summary>Measures loss, accuracy and <see cref="Metrics"/>, without learning.</summary>
    /// <exception cref="ArgumentException">The examples do not suit the network.</exception>
    public Evaluation Evaluate(Examples examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        return new Evaluator(Network, examples, nameof(examples), Threads, Metrics).Run()!;
    }

    /// <summary>Writes all that later training depends on to a file: parameters, optimizer, position in the data, rate and what callbacks remember. The file appears whole or not at all.
    /// <see cref="Checkpoints"/> does this regularly.</summary>
    /// <remarks>Callbacks such as <see cref="EarlyStopping"/> and <see cref="WeightAveraging"/> change the model when training ends; what is saved after that is the changed model. To go on from
    /// where training ended, resume from <see cref="Checkpoints"/>, which are written before.</remarks>
    /// <param name="path">The file's path; an existing file is replaced.</param>
    /// <exception cref="IOException">The file cannot be written; a file of that name is as before.</exception>
    public void SaveCheckpoint(string path) => CheckpointFile.Save(this, path);

    /// <summary>Takes a checkpoint up: model, optimizer and trainer become what they were, and the next call of Fit goes on with the call that was interrupted, to the same bits as if it had
    /// not been. So a program needs no more than this line before its Fit; the limits count from the interrupted call's beginning.</summary>
    /// <param name="path">A checkpoint, or a folder in which <see cref="Checkpoints"/> keeps them: then the latest one.</param>
    /// <exception cref="FileNotFoundException">There is no such file, or no checkpoint in the folder.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or of another network or optimizer; nothing has changed. The message lists everything that does not fit.</exception>
    public void Resume(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (_isTraining)
        {
            throw new InvalidOperationException("A checkpoint cannot be taken up while the trainer trains.");
        }

        CheckpointFile file = CheckpointFile.Read(path);
        State = file.LoadInto(this);
        _resumed = file;
    }

    /// <summary>Takes the latest checkpoint of a folder up, if there is one.</summary>
    /// <param name="folder">A folder in which <see cref="Checkpoints"/> keeps them; it need not exist.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="InvalidDataException">The file is damaged, or of another network or optimizer; nothing has changed. The message lists everything that does not fit.</exception>
    public bool TryResume(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (Checkpoints.Latest(folder) is not { } latest)
        {
            return false;
        }

        Resume(latest);
        return true;
    }

    private static int AtLeastOne(int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        return value;
    }
}
