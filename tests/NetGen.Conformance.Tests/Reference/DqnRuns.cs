using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Conformance.Tests.Compilation;

namespace NetGen.Conformance.Tests.Reference;

/// <summary>Q learning as a user would write it: the network has no loss of its own but takes the gradient of the caller's, and a second network keeps the parameters that targets are
/// computed with.</summary>
internal static class DqnRuns
{
    /// <summary>Everything a case says, next to what the network computed.</summary>
    public static List<Comparison> Compare(Translation translation, KernelBody body)
    {
        ReferenceCase reference = translation.Case;
        Learning learning = new(translation, body);
        float[] q = learning.Values(learning.Network, "input/state");
        float[] next = learning.NextValues();
        float[] errors = learning.Errors(q, next);
        List<Comparison> comparisons =
        [
            new("output", Tolerances.Output(reference), [Tensor("output/q", q), Tensor("output/q_next", next), Tensor("output/td_error", errors)]),
        ];
        for (int step = 1; step <= ReferenceCase.LastStep; step++)
        {
            learning.Step();
            if (step == 1)
            {
                comparisons.Add(new("direction", Tolerances.Gradient(reference), [.. Named("update_direction/", learning.Gradients, -1)]));
            }

            if (ReferenceCase.StoredSteps.Contains(step))
            {
                comparisons.Add(new($"step {step}", Tolerances.Step(reference, step), [.. Named($"step/{step}/", learning.Network.Parameters, 1)]));
            }
        }

        return comparisons;

        ComparedTensor Tensor(string name, float[] actual) => new(name, actual, reference.Floats(name));

        IEnumerable<ComparedTensor> Named(string prefix, ParameterBuffer values, float factor) => reference.Names(prefix).Select(name =>
            Tensor(prefix + name, [.. values[translation.Names.Parameter(name)].ToArray().Select(value => factor * value)]) with { Name = name });
    }

    /// <summary>One run of a case.</summary>
    private sealed class Learning
    {
        private readonly Translation _translation;
        private readonly Description _options;
        private readonly ITrainableNetwork _target;
        private readonly Workspace _workspace;
        private readonly Sgd _optimizer;
        private readonly bool _hasSeparateTarget;

        public Learning(Translation translation, KernelBody body)
        {
            _translation = translation;
            _options = new Description("dqn", Case.Description("dqn")!.Value);
            _hasSeparateTarget = _options.Is("separate_target");
            Network = ReferenceRuns.Network(translation, body);
            Gradients = new Gradients(Network);
            _workspace = new Workspace(Network, Case.Batch);
            _optimizer = new Sgd(_options.Double("alpha"));
            _target = ReferenceRuns.Network(translation, body);
            ITrainableNetwork earlier = ReferenceRuns.Network(translation, body);
            foreach (string name in Case.Names("target_param/"))
            {
                earlier.Parameters[translation.Names.Parameter(name)].CopyFrom(Case.Floats("target_param/" + name));
            }

            _target.CopyParametersFrom(earlier);
        }

        public ITrainableNetwork Network { get; }

        public Gradients Gradients { get; }

        private ReferenceCase Case => _translation.Case;

        /// <summary>Q of all actions.</summary>
        public float[] Values(INetwork network, string states) => NetworkRun.Predict(network, States(network, states, []), float.NaN);

        /// <summary>Q' of all actions in the states that follow.</summary>
        public float[] NextValues()
        {
            if (!_hasSeparateTarget)
            {
                _target.CopyParametersFrom(Network);
            }

            return Values(_target, "input/next_state");
        }

        /// <summary>r + gamma (1 - done) max Q'(s', .) - Q(s, a).</summary>
        public float[] Errors(float[] q, float[] next)
        {
            int actions = q.Length / Case.Batch;
            int[] action = Case.Indices("input/action");
            float[] reward = Case.Floats("input/reward");
            float[] done = Case.Floats("input/done");
            var gamma = (float)_options.Double("gamma");
            return [.. action.Select((chosen, row) =>
                reward[row] + (gamma * (1 - done[row]) * next.AsSpan(row * actions, actions).ToArray().Max()) - q[(row * actions) + chosen])];
        }

        /// <summary>Theta moves along the mean of td dQ(s, a).</summary>
        public void Step()
        {
            float[] q = Values(Network, "input/state");
            float[] errors = Errors(q, NextValues());
            var slopes = new float[q.Length];
            foreach ((int chosen, int row) in Case.Indices("input/action").Select((chosen, row) => (chosen, row)))
            {
                slopes[(row * (q.Length / Case.Batch)) + chosen] = -errors[row] / Case.Batch;
            }

            Poison.Fill(float.NaN, _workspace, Gradients);
            Network.Gradient(States(Network, "input/state", [new Column(Poison.Guarded(slopes), slopes.Length / Case.Batch)]), Gradients, _workspace);
            _optimizer.Step(Network, Gradients);
        }

        private Minibatch States(INetwork network, string tensor, Column[] targets) =>
            new([new Column(Poison.Guarded(Case.Floats(tensor)), network.Info.Inputs[0].Size)], [.. targets], Case.Batch);
    }
}
