using System;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NetGen.Runtime.V1;

namespace NetGen;

/// <summary>
/// Turns gradients into a step of the parameters. One optimizer serves one network: what it remembers between steps (momenta, running squares)
/// belongs to that network's parameters.
/// </summary>
/// <remarks>
/// <para>A step is one elementwise pass over the stored parameters without fused multiply-add, so the same gradients give the same bits on every machine.
/// It allocates nothing, but for the state at the first step. The gradients are not changed.</para>
/// <para>Every optimizer can limit the gradients and decay the parameters. In a step, in this order: the norm of all gradients is limited (<see cref="ClipNorm"/>), then each of them
/// (<see cref="ClipValue"/>), then the parameters decay (<see cref="WeightDecay"/>), then the rule of the optimizer is applied, with the rate of the layer (<see cref="ScaleRate"/>).</para>
/// <para>Layers whose <see cref="DenseParameters.Frozen"/> (or the like of another layer) is set stay as they are, and so does what the optimizer remembers of them. Running statistics
/// are not trained, but a step takes the batch's statistics into them. A step must not run at the same time as another use of the network that needs steady parameters.</para>
/// <para>An optimizer of your own derives from this class: it names the state it keeps for each parameter in <see cref="StateNames"/>, prepares the step's scalars in
/// <see cref="BeginStep"/> and applies them in <see cref="Update"/>. Its options are public properties, so that a checkpoint can say which optimizer it belongs to.</para>
/// </remarks>
[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)]
public abstract partial class Optimizer
{
    private readonly LayerRates _layerRates = new();
    private double _learningRate;
    private double _weightDecay;
    private double _clipNorm = double.PositiveInfinity;
    private double _clipValue = double.PositiveInfinity;

    private ParameterBuffer[] _state = [];
    private double[] _scalars = [];
    private ParameterBuffer? _parameters;
    private GradientAdjustment? _adjustment;
    private double[]? _rateFactors;

    /// <summary>Creates an optimizer.</summary>
    /// <param name="learningRate">Size of the steps: finite, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="learningRate"/> is negative, not finite or too large for a float.</exception>
    protected Optimizer(double learningRate) => _learningRate = OptionCheck.Rate(learningRate, nameof(learningRate));

    /// <summary>The size of the steps; may be changed between steps. Finite, at least 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, not finite or too large for a float.</exception>
    public double LearningRate
    {
        get => _learningRate;
        set => _learningRate = OptionCheck.Rate(value, nameof(value));
    }

    /// <summary>d, at least 0; 0 is off. Coupled, as the gradient of d/2 w²: d w is added to each gradient, after clipping. <see cref="DecoupledWeightDecay"/> is the other way.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double WeightDecay
    {
        get => _weightDecay;
        init => _weightDecay = OptionCheck.NotNegative(value, nameof(WeightDecay));
    }

    /// <summary>Whether parameters decay beside the gradients, w ← (1 − η d) w before the rule is applied (Loshchilov and Hutter 2019, arXiv:1711.05101), which matters
    /// where a rule divides by the size of gradients.</summary>
    public bool DecoupledWeightDecay { get; init; }

    /// <summary>Whether everything that is trained decays; if not, only what multiplies an input (<see cref="ParameterRole.Weight"/>): no biases, scales of normalizations or
    /// slopes of activations.</summary>
    public bool DecayBiases { get; init; } = true;

    /// <summary>c above 0; infinity is off. All gradients are multiplied by min(1, c / (n + 1e-6)), n = the root of the sum of all squared gradients (Pascanu, Mikolov and Bengio 2013,
    /// arXiv:1211.5063), those of frozen layers left out. A norm of NaN makes all gradients NaN.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 0.</exception>
    public double ClipNorm
    {
        get => _clipNorm;
        init => _clipNorm = OptionCheck.Limit(value, nameof(ClipNorm));
    }

    /// <summary>c above 0; infinity is off. Each gradient is taken to the nearest number from −c to c; NaN stays NaN.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 0.</exception>
    public double ClipValue
    {
        get => _clipValue;
        init => _clipValue = OptionCheck.Limit(value, nameof(ClipValue));
    }

    /// <summary>The number of steps made since creation or <see cref="Reset"/>. While a step runs it counts that step: 1 in the first.</summary>
    public long StepCount { get; private set; }

    /// <summary>One name for each value that is kept per parameter from step to step, such as "mean" and "square"; none for plain descent. Asked before the first step, and always
    /// the same. Files name the state by them.</summary>
    protected virtual ImmutableArray<string> StateNames => [];

    /// <summary>One name for each number that is kept from step to step beside <see cref="StepCount"/>, see <see cref="Scalars"/>. Asked before the first step, and always the same.</summary>
    protected virtual ImmutableArray<string> ScalarNames => [];

    /// <summary>The numbers of <see cref="ScalarNames"/>, such as running products; 0 before the first step. They are saved with checkpoints, as fields of an optimizer are not.</summary>
    protected Span<double> Scalars => _scalars;

    /// <summary>Whether <see cref="Update"/> changes nothing where the gradient is 0, neither parameters nor state, to the bit. A step then leaves out rows of an embedding that no
    /// gradient has touched. False unless overridden: a mean of gradients, for one, moves parameters on after their gradient has become 0.</summary>
    protected virtual bool LeavesAtZeroGradient => false;

    /// <summary>Makes the steps of a layer larger or smaller than the others': its learning rate is <see cref="LearningRate"/> times the factor.</summary>
    /// <remarks>May be called at any time but within a step. A further call for a name replaces the factor; that of a layer and those of blocks it is in are multiplied. With 0 the
    /// layer stays as it is, but the optimizer goes on to gather state for it; <see cref="DenseParameters.Frozen"/> stops that too.</remarks>
    /// <param name="layer">The name of a layer with trained parameters, or of a block, which stands for all layers in it.</param>
    /// <param name="factor">The factor, finite and at least 0.</param>
    /// <exception cref="ArgumentException">The network has no such layer or block; if no step was made yet, the first step reports it. The message lists those there are.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="factor"/> is negative or not finite.</exception>
    public void ScaleRate(string layer, double factor)
    {
        ArgumentException.ThrowIfNullOrEmpty(layer);
        OptionCheck.NotNegative(factor, nameof(factor));
        if (_parameters is not null)
        {
            LayerRates.Require(layer, _parameters.Layout);
        }

        _layerRates.Set(layer, factor);
        _rateFactors = _parameters is null ? null : _layerRates.Resolve(_parameters.Layout);
    }

    /// <summary>Applies one step to the network's parameters, in place.</summary>
    /// <param name="network">The network whose gradients were computed.</param>
    /// <param name="gradients">dL/dw of the same network; not changed.</param>
    /// <exception cref="ArgumentException"><paramref name="gradients"/> belongs to another network, or <see cref="ScaleRate"/> was given a layer that the network does not have.</exception>
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
        bool takesRows = LeavesAtZeroGradient && WeightDecay == 0 && layers.HasSparseRows;
        if (isAsDeclared && !takesRows && _adjustment is null && _rateFactors is null)
        {
            foreach (StorageRange range in parameters.Layout.TrainableRanges)
            {
                Advance(weights, slopes, range, LearningRate);
            }
        }
        else
        {
            _adjustment?.Begin(layers, frozen, gradients);
            foreach (LayerPart part in layers.Trainable)
            {
                if (!frozen[part.Layer])
                {
                    Advance(weights, slopes, part, takesRows ? gradients : null);
                }
            }
        }

        RunningStatistics.Update(layers.Statistics, frozen, weights, slopes);
    }

    /// <summary>Forgets all state and counts steps from 0 again, as if newly created; the optimizer may then serve another network. <see cref="LearningRate"/> and
    /// <see cref="ScaleRate">factors of layers</see> stay.</summary>
    public void Reset()
    {
        _state = [];
        _scalars = [];
        _parameters = null;
        _rateFactors = null;
        StepCount = 0;
    }

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

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Bind(ParameterBuffer parameters, NetworkInfo info)
    {
        if (_parameters is not null && _state.Length + _scalars.Length > 0)
        {
            throw new InvalidOperationException(Text(
                $"This {GetType().Name} holds the state of another network after {StepCount} steps; {info.Name} needs an optimizer of its own, or call Reset() first."));
        }

        _layerRates.RequireKnown(parameters.Layout);
        var state = new ParameterBuffer[StateNames.Length];
        for (int i = 0; i < state.Length; i++)
        {
            state[i] = new ParameterBuffer(parameters.Layout);
        }

        Bind(parameters, state, new double[ScalarNames.Length]);
    }

    private void Bind(ParameterBuffer parameters, ParameterBuffer[] state, double[] scalars)
    {
        _state = state;
        _scalars = scalars;
        _parameters = parameters;
        _rateFactors = _layerRates.Resolve(parameters.Layout);
        _adjustment ??= GradientAdjustment.Of(this);
    }

    private void Advance(Span<float> weights, ReadOnlySpan<float> slopes, StorageRange range, double rate) => Update(new UpdateRange(
        weights.Slice(range.Offset, range.Length), slopes.Slice(range.Offset, range.Length), _state, range.Offset, rate));

    /// <param name="weights">All parameters.</param>
    /// <param name="slopes">All gradients.</param>
    /// <param name="part">What to advance.</param>
    /// <param name="rows">Knows which rows of a table to take; null to take all.</param>
    private void Advance(Span<float> weights, ReadOnlySpan<float> slopes, LayerPart part, Gradients? rows)
    {
        if (rows is not null && part.Entry.HasSparseRows)
        {
            var pieces = new RowRanges(part.Entry, rows.RowsOf(part.Entry));
            while (pieces.Next(out StorageRange piece))
            {
                AdvancePiece(weights, slopes, part, piece);
            }
        }
        else
        {
            AdvancePiece(weights, slopes, part, part.Entry.Storage);
        }
    }

    private void AdvancePiece(Span<float> weights, ReadOnlySpan<float> slopes, LayerPart part, StorageRange piece)
    {
        double rate = _rateFactors is null ? LearningRate : LearningRate * _rateFactors[part.Layer];
        if (_adjustment is null)
        {
            Advance(weights, slopes, piece, rate);
            return;
        }

        bool decays = DecayBiases || part.Entry.Role == ParameterRole.Weight;
        for (int done = 0; done < piece.Length; done += GradientAdjustment.ChunkLength)
        {
            int offset = piece.Offset + done;
            int length = Math.Min(GradientAdjustment.ChunkLength, piece.Length - done);
            Span<float> chunk = weights.Slice(offset, length);
            ReadOnlySpan<float> adjusted = _adjustment.Apply(chunk, slopes.Slice(offset, length), decays, rate);
            Update(new UpdateRange(chunk, adjusted, _state, offset, rate));
        }
    }
}
