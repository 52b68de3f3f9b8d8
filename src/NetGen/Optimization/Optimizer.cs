using System;
using System.Globalization;
using NetGen.Runtime.V1;

namespace NetGen;

/// <summary>
/// Turns gradients into a step of the parameters. One optimizer serves one network: what it remembers between steps (momenta, running squares)
/// belongs to that network's parameters.
/// </summary>
/// <remarks>
/// <para>A step is one elementwise pass over the stored parameters without fused multiply-add, so the same gradients give the same bits on every machine.
/// It allocates nothing, but for the state at the first step.</para>
/// <para>Layers whose <see cref="DenseParameters.Frozen"/> (or the like of another layer) is set stay as they are, and so does what the optimizer remembers of them. Running statistics
/// are not trained, but a step takes the batch's statistics into them. A step must not run at the same time as another use of the network that needs steady parameters.</para>
/// <para>An optimizer of your own derives from this class: it names the state it keeps for each parameter, prepares the step's scalars in <see cref="BeginStep"/> and applies
/// them in <see cref="Update"/>.</para>
/// </remarks>
public abstract class Optimizer
{
    private readonly ParameterBuffer[] _state;
    private ParameterBuffer? _parameters;
    private double _learningRate;

    /// <summary>Creates an optimizer.</summary>
    /// <param name="learningRate">Size of the steps: finite, at least 0.</param>
    /// <param name="stateNames">One name for each value that is kept per parameter from step to step, such as "mean" and "square"; none for plain descent.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="learningRate"/> is negative, not finite or too large for a float.</exception>
    protected Optimizer(double learningRate, params string[] stateNames)
    {
        ArgumentNullException.ThrowIfNull(stateNames);
        _learningRate = CheckedRate(learningRate, nameof(learningRate));
        _state = new ParameterBuffer[stateNames.Length];
    }

    /// <summary>The size of the steps; may be changed between steps. Finite, at least 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, not finite or too large for a float.</exception>
    public double LearningRate
    {
        get => _learningRate;
        set => _learningRate = CheckedRate(value, nameof(value));
    }

    /// <summary>The number of steps made since creation or <see cref="Reset"/>. While a step runs it counts that step: 1 in the first.</summary>
    public long StepCount { get; private set; }

    /// <summary>Applies one step to the network's parameters, in place.</summary>
    /// <param name="network">The network whose gradients were computed.</param>
    /// <param name="gradients">dL/dw of the same network; not changed.</param>
    /// <exception cref="ArgumentException"><paramref name="gradients"/> belongs to another network.</exception>
    /// <exception cref="InvalidOperationException">This optimizer holds the state of another network, see <see cref="Reset"/>; or a layer that was declared frozen is not any
    /// more.</exception>
    public void Step(INetwork network, Gradients gradients)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(gradients);
        Check.Gradients(gradients, network.Info);
        ParameterBuffer parameters = network.Parameters;
        if (!ReferenceEquals(parameters, _parameters))
        {
            Bind(parameters, network.Info);
        }

        ParameterLayers layers = parameters.Layout.Layers;
        ReadOnlySpan<bool> frozen = parameters.FrozenLayers;
        bool isAsDeclared = frozen.SequenceEqual(layers.DeclaredFrozen);
        if (!isAsDeclared)
        {
            layers.RequireDeclared(frozen);
        }

        Span<float> weights = parameters.Block.Span;
        ReadOnlySpan<float> slopes = gradients.Block.Span;
        StepCount++;
        BeginStep();
        bool takesRows = LeavesAtZeroGradient && layers.HasSparseRows;
        if (isAsDeclared && !takesRows)
        {
            foreach (StorageRange range in parameters.Layout.TrainableRanges)
            {
                Advance(weights, slopes, range);
            }
        }
        else
        {
            foreach (LayerPart part in layers.Trainable)
            {
                if (!frozen[part.Layer])
                {
                    Advance(weights, slopes, part.Entry, takesRows ? gradients : null);
                }
            }
        }

        RunningStatistics.Update(layers.Statistics, frozen, weights, slopes);
    }

    /// <summary>Forgets all state and counts steps from 0 again, as if newly created; the optimizer may then serve another network. <see cref="LearningRate"/> stays.</summary>
    public void Reset()
    {
        Array.Clear(_state);
        _parameters = null;
        StepCount = 0;
    }

    /// <summary>Whether <see cref="Update"/> changes nothing where the gradient is 0, neither parameters nor state, to the bit. A step then leaves out rows of an embedding that no
    /// gradient has touched. False unless overridden: a mean of gradients, for one, moves parameters on after their gradient has become 0.</summary>
    protected virtual bool LeavesAtZeroGradient => false;

    /// <summary>Prepares what depends on the step alone, such as bias corrections. <see cref="StepCount"/> is 1 in the first step; running products start there.</summary>
    protected virtual void BeginStep()
    {
    }

    /// <summary>Applies the step to one range of parameters.</summary>
    /// <remarks>
    /// The lengths are multiples of 16, and parameters that only pad the storage have gradient 0: the rule must leave such a parameter at 0.
    /// A step calls this for each range, in ascending order.
    /// </remarks>
    /// <param name="range">The parameters, their gradients and state.</param>
    protected abstract void Update(UpdateRange range);

    /// <summary>Checks an option that is a decay rate: from 0 to below 1, as a float too.</summary>
    private protected static double CheckedFraction(double value, string name) =>
        value >= 0 && (float)value < 1
            ? value
            : throw new ArgumentOutOfRangeException(name, value, Text($"{name} is {value}, but must be at least 0 and below 1 as a float."));

    /// <summary>Checks an option that stands in a denominator: were it 0 as a float, parameters without gradient would become 0/0.</summary>
    private protected static double CheckedPositive(double value, string name) =>
        (float)value > 0 && float.IsFinite((float)value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, Text($"{name} is {value}, but must be above 0 and finite as a float."));

    private static double CheckedRate(double value, string name) =>
        value >= 0 && float.IsFinite((float)value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, Text($"The learning rate is {value}, but must be at least 0 and finite as a float."));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Bind(ParameterBuffer parameters, NetworkInfo info)
    {
        if (_parameters is not null && _state.Length > 0)
        {
            throw new InvalidOperationException(Text(
                $"This {GetType().Name} holds the state of another network after {StepCount} steps; {info.Name} needs an optimizer of its own, or call Reset() first."));
        }

        for (int i = 0; i < _state.Length; i++)
        {
            _state[i] = new ParameterBuffer(parameters.Layout);
        }

        _parameters = parameters;
    }

    private void Advance(Span<float> weights, ReadOnlySpan<float> slopes, StorageRange range) => Update(new UpdateRange(
        weights.Slice(range.Offset, range.Length), slopes.Slice(range.Offset, range.Length), _state, range.Offset, LearningRate));

    /// <param name="weights">All parameters.</param>
    /// <param name="slopes">All gradients.</param>
    /// <param name="entry">What to advance.</param>
    /// <param name="rows">Knows which rows of a table to take; null to take all.</param>
    private void Advance(Span<float> weights, ReadOnlySpan<float> slopes, ParameterEntry entry, Gradients? rows)
    {
        if (rows is not null && entry.HasSparseRows)
        {
            AdvanceRows(weights, slopes, entry, rows.RowsOf(entry));
        }
        else
        {
            Advance(weights, slopes, entry.Storage);
        }
    }

    /// <summary>Rows need not begin at a multiple of 16 floats: what lies around one up to the next such multiple is padding or belongs to other rows, which stay as they are while their
    /// gradient is 0. Rows come in ascending order, so that none is advanced twice.</summary>
    private void AdvanceRows(Span<float> weights, ReadOnlySpan<float> slopes, ParameterEntry table, ReadOnlySpan<int> rows)
    {
        int width = table.Shape[1];
        int done = 0;
        foreach (int row in rows)
        {
            int start = Math.Max(done, Shapes.RoundDown16(row * width));
            int end = Shapes.RoundUp16((row + 1) * width);
            if (start < end)
            {
                Advance(weights, slopes, new StorageRange(table.Offset + start, end - start));
                done = end;
            }
        }
    }
}
