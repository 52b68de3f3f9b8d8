using System;
using NetGen.Runtime.V1;

namespace NetGen;

/// <summary>The bits of a network's storage, to be put back.</summary>
internal sealed class ParameterSnapshot
{
    private readonly AlignedBuffer _block;
    private readonly float[] _values;

    internal ParameterSnapshot(ParameterBuffer parameters)
    {
        _block = parameters.Block;
        _values = _block.Span.ToArray();
    }

    internal void Restore() => _values.CopyTo(_block.Span);
}
