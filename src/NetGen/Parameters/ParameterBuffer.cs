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
    private readonly bool[] _frozen;
    private AlignedBuffer _block;

    /// <summary>Allocates a buffer of zeros.</summary>
    /// <param name="layout">The table of parameters.</param>
    public ParameterBuffer(ParameterLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        Layout = layout;
        _block = new AlignedBuffer(layout.Length);
        _frozen = [.. layout.Layers.DeclaredFrozen];
    }

    /// <summary>The table of parameters.</summary>
    public ParameterLayout Layout { get; }

    /// <summary>The storage. Who computes with it reads this once, because <see cref="Replace"/> may put another in its place. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public AlignedBuffer Block => Volatile.Read(ref _block);

    /// <summary>For each layer whether optimizers leave it as it is.</summary>
    internal ReadOnlySpan<bool> FrozenLayers => _frozen;

    /// <summary>The parameter with a given name.</summary>
    /// <param name="name">The name, such as <c>dense1.weight</c>.</param>
    /// <exception cref="KeyNotFoundException">There is no such parameter; the message lists the names.</exception>
    public ParameterView this[string name] => new(this, Layout[name]);

    /// <summary>The parameter at a place in the layout.</summary>
    /// <param name="entry">The index in <see cref="ParameterLayout.Entries"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    public ParameterView this[int entry]
    {
        get
        {
            RequireEntry(entry);
            return new(this, Layout.Entries[entry]);
        }
    }

    /// <summary>Whether optimizers leave the layer of an entry as it is. All entries of a layer, those whose names are equal up to the last point, have one flag;
    /// an entry that shares the storage of another layer has that layer's. It counts in a network's parameters, and is no part of model files.</summary>
    /// <param name="entry">The index in <see cref="ParameterLayout.Entries"/>.</param>
    /// <returns>The flag, to be read or set. True at first for a layer that was declared frozen; it must stay true then, because no gradient is computed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    public ref bool Frozen(int entry)
    {
        RequireEntry(entry);
        return ref _frozen[Layout.Layers.Of(entry)];
    }

    /// <summary>Sets everything to 0.</summary>
    public void Clear()
    {
        Block.Span.Clear();
        OnClear();
    }

    /// <summary>Takes over all values of another buffer, buffers and settings included, and which layers are frozen. Written in place.</summary>
    /// <param name="other">A buffer of the same network class.</param>
    /// <exception cref="ArgumentException">It has another layout.</exception>
    public void CopyFrom(ParameterBuffer other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!ReferenceEquals(other.Layout, Layout))
        {
            throw new ArgumentException("The parameters belong to another network class.", nameof(other));
        }

        other.Block.Span.CopyTo(Block.Span);
        other._frozen.CopyTo(_frozen, 0);
        OnReplace();
    }

    /// <summary>Fills every parameter by its initializer, in row-major order, with random numbers of its own: the same seed gives the same
    /// parameters on every machine, and one layer's do not depend on another's size.</summary>
    /// <param name="seed">The seed.</param>
    public void Initialize(long seed)
    {
        for (int i = 0; i < Layout.Entries.Length; i++)
        {
            if (Layout.Entries[i].SharedWith is null)
            {
                Initialize(i, seed);
            }
        }

        OnReplace();
    }

    /// <summary>Fills the settings alone by their initializers, as the constructor of a network does whose parameters a file is going to give. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void InitializeSettings()
    {
        for (int i = 0; i < Layout.Entries.Length; i++)
        {
            if (Layout.Entries[i] is { Role: ParameterRole.Setting, SharedWith: null })
            {
                Initialize(i, seed: 0);
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
        OnReplace();
    }

    /// <summary>Sets for each layer whether optimizers leave it as it is.</summary>
    internal void SetFrozenLayers(ReadOnlySpan<bool> frozen) => frozen.CopyTo(_frozen);

    /// <summary>Hears that a view hands out elements of an entry to be written: the row-major index of the first, and how many.</summary>
    internal virtual void OnWrite(ParameterEntry entry, int first, int count)
    {
    }

    /// <summary>Hears that everything has become 0.</summary>
    internal virtual void OnClear()
    {
    }

    /// <summary>Hears that everything may have changed.</summary>
    internal virtual void OnReplace()
    {
    }

    private protected void RequireEntry(int entry)
    {
        if ((uint)entry >= (uint)Layout.Entries.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(entry), $"There is no parameter {entry}; there are {Layout.Entries.Length}.");
        }
    }

    private void Initialize(int index, long seed)
    {
        ParameterEntry entry = Layout.Entries[index];
        var random = new RandomStream(seed, RandomPurpose.Initialization, (uint)index);
        var values = new float[entry.Count];
        entry.Initializer.Fill(values, entry.Shape.AsSpan(), ref random);
        entry.Scatter(values, Block.Span);
    }
}
