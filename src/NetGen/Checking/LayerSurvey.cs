using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace NetGen;

/// <summary>Collects what the layers of a network give, trace by trace.</summary>
internal sealed class LayerSurvey(NetworkInfo network)
{
    private readonly LayerNames _names = new(network);
    private List<Layer>? _layers;

    internal void Add(Trace trace)
    {
        _layers ??= [.. trace.Values.Select((value, index) => Begin(trace, index))];
        for (int i = 0; i < _layers.Count; i++)
        {
            Layer layer = _layers[i];
            float[]? argument = layer.Argument is int index ? trace.Values[index].Value : null;
            layer.Add(trace.Values[i].Value, argument);
        }
    }

    internal ImmutableArray<LayerStatistics> ToStatistics() => _layers is null ? [] : [.. _layers.Select(layer => layer.ToStatistics())];

    private Layer Begin(Trace trace, int index)
    {
        TracedValue value = trace.Values[index];
        string operation = _names.Find(value.Name)?.Operation ?? "";
        return new Layer(value, operation, Argument(trace, index));
    }

    /// <summary>The traced value that a layer reads, if it has one for each of its own.</summary>
    private int? Argument(Trace trace, int index)
    {
        int size = trace.Values[index].Value.Length;
        string? name = _names.FirstInput(trace.Values[index].Name);
        for (int i = 0; i < index && name is not null; i++)
        {
            if (trace.Values[i].Name == name)
            {
                return trace.Values[i].Value.Length == size ? i : null;
            }
        }

        // The input of a block has another name outside it; a block reads the layer above, if nothing else is said.
        return index > 0 && trace.Values[index - 1].Value.Length == size ? index - 1 : null;
    }

    private sealed class Layer
    {
        private readonly string _name;
        private readonly string _operation;
        private readonly HistogramBuilder _values = new();
        private readonly Func<float, float, bool>? _isSaturated;
        private readonly Func<float, float, bool>? _isOff;
        private readonly bool[] _isAlive;
        private long _saturated;
        private long _finite;

        internal Layer(TracedValue value, string operation, int? argument)
        {
            _name = value.Name;
            _operation = operation;
            Argument = argument;
            _isAlive = new bool[value.Shape.IsDefaultOrEmpty ? 1 : value.Shape[^1]];
            Saturation? saturation = argument is null ? null : Saturation.Of(operation);
            _isSaturated = saturation?.IsSaturated;
            _isOff = saturation?.IsOff;
        }

        internal int? Argument { get; }

        internal void Add(float[] outputs, float[]? arguments)
        {
            _values.Add(outputs);
            if (arguments is null)
            {
                return;
            }

            for (int i = 0; i < outputs.Length; i++)
            {
                bool finite = float.IsFinite(outputs[i]);
                _finite += finite ? 1 : 0;
                _saturated += finite && _isSaturated is not null && _isSaturated(arguments[i], outputs[i]) ? 1 : 0;
                _isAlive[i % _isAlive.Length] |= !finite || _isOff is null || !_isOff(arguments[i], outputs[i]);
            }
        }

        internal LayerStatistics ToStatistics() => new(_name, _operation, _values.ToHistogram(), _isAlive.Length)
        {
            SaturatedShare = _isSaturated is null ? null : _finite == 0 ? 0 : (double)_saturated / _finite,
            DeadUnits = _isOff is null ? null : _isAlive.Count(alive => !alive),
        };
    }
}
