using System;
using System.Collections.Immutable;
using System.IO;

namespace NetGen;

// What a checkpoint holds of an optimizer: tensors optimizer.<state>/<parameter> by logical views, optimizer.scalars, optimizer.steps, and in the metadata under "optimizer" its rule.
public abstract partial class Optimizer
{
    private const string Prefix = "optimizer";

    /// <summary>The rule with its options, such as <c>Sgd(form HeavyBall, momentum 0.9)</c>.</summary>
    public override string ToString() => OptimizerText.Of(this, _layerRates.Texts());

    /// <summary>Adds everything that the next step depends on to a file, but for <see cref="LearningRate"/> and the parameters.</summary>
    internal void SaveState(SafetensorsFile file)
    {
        file.Metadata[Prefix] = ToString();
        file.Add($"{Prefix}.steps", [], [StepCount]);
        file.Add($"{Prefix}.scalars", [_scalars.Length], _scalars);
        for (int i = 0; i < _state.Length; i++)
        {
            StateTensors.Add(file, $"{Prefix}.{StateNames[i]}/", _state[i], StateTensors.Trained(_state[i].Layout));
        }
    }

    /// <summary>Takes over what <see cref="SaveState"/> wrote; the next step gives the bits that it would have given then. All state held before is forgotten.</summary>
    /// <param name="network">The network that the next steps are for.</param>
    /// <param name="file">What was read; tensors of other names are left to others.</param>
    /// <param name="fileName">What to call it in messages.</param>
    /// <exception cref="InvalidDataException">The file is of an optimizer of another rule or network; the message lists everything that does not fit. Nothing has changed then.</exception>
    /// <exception cref="ArgumentException"><see cref="ScaleRate"/> was given a layer that the network does not have.</exception>
    internal void LoadState(INetwork network, SafetensorsFile file, string fileName)
    {
        ParameterBuffer parameters = network.Parameters;
        _layerRates.RequireKnown(parameters.Layout);
        var tensors = new StateTensors(file, Prefix);
        tensors.RequireText(ToString());
        long steps = tensors.Count("steps");

        // An optimizer that has made no step has no state yet.
        ImmutableArray<string> names = steps == 0 ? [] : StateNames;
        double[] scalars = tensors.Doubles("scalars", steps == 0 ? 0 : ScalarNames.Length);
        var state = new ParameterBuffer[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            state[i] = new ParameterBuffer(parameters.Layout);
            tensors.Read(names[i], state[i], StateTensors.Trained(parameters.Layout));
        }

        tensors.RequireFit(network, fileName);
        Reset();
        if (steps == 0)
        {
            return;
        }

        Bind(parameters, state, scalars);
        StepCount = steps;
    }
}
