using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Threading;
using NetGen.Runtime.V1;

namespace NetGen;

/// <summary>One float for every parameter of a network: the parameters themselves, their gradients or an optimizer's state.</summary>
/// <remarks>Storage pads parameters to whole cache lines; the padding is always 0. Everything public sees logical elements only.</remarks>
public class ParameterBuffer
{
    private AlignedBuffer _block;

    /// <summary>Allocates a buffer of zeros.</summary>
    /// <param name="layout">The table of parameters.</param>
    public ParameterBuffer(ParameterLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        Layout = layout;
        _block = new AlignedBuffer(layout.Length);
    }

    /// <summary>The table of parameters.</summary>
    public ParameterLayout Layout { get; }

    /// <summary>The storage. Who computes with it reads this once, because <see cref="Replace"/> may put another in its place. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public AlignedBuffer Block => Volatile.Read(ref _block);

    /// <summary>The parameter with a given name.</summary>
    /// <param name="name">The name, such as <c>dense1.weight</c>.</param>
    /// <exception cref="KeyNotFoundException">There is no such parameter; the message lists the names.</exception>
    public ParameterView this[string name] => new(this, Layout[name]);

    /// <summary>The parameter at a place in the layout.</summary>
    /// <param name="entry">The index in <see cref="ParameterLayout.Entries"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    public ParameterView this[int entry] => (uint)entry < (uint)Layout.Entries.Length
        ? new(this, Layout.Entries[entry])
        : throw new ArgumentOutOfRangeException(nameof(entry), $"There is no parameter {entry}; there are {Layout.Entries.Length}.");

    /// <summary>Sets everything to 0.</summary>
    public void Clear() => Block.Span.Clear();

    /// <summary>Fills every parameter by its initializer, in row-major order, with random numbers of its own: the same seed gives the same
    /// parameters on every machine, and one layer's do not depend on another's size.</summary>
    /// <param name="seed">The seed.</param>
    public void Initialize(long seed)
    {
        Span<float> storage = Block.Span;
        for (int i = 0; i < Layout.Entries.Length; i++)
        {
            ParameterEntry entry = Layout.Entries[i];
            if (entry.SharedWith is null)
            {
                var random = new RandomStream(seed, RandomPurpose.Initialization, (uint)i);
                var values = new float[entry.Count];
                entry.Initializer.Fill(values, entry.Shape.AsSpan(), ref random);
                entry.Scatter(values, storage);
            }
        }
    }

    /// <summary>Puts a new block in place of the present one at once: a prediction that runs meanwhile uses either the old values or the new.</summary>
    /// <param name="block">The new storage, with padding 0.</param>
    /// <exception cref="ArgumentException">Its length is not the layout's.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Replace(AlignedBuffer block)
    {
        ArgumentNullException.ThrowIfNull(block);
        if (block.Length != Layout.Length)
        {
            throw new ArgumentException($"The block has {block.Length} floats, but the layout has {Layout.Length}.", nameof(block));
        }

        Volatile.Write(ref _block, block);
    }
}
