namespace NetGen.Generator.Graph;

/// <summary>
/// A value that flows through a graph. Compared by reference: two values with one name and shape are still two values.
/// </summary>
internal sealed class Value(string name, Shape shape, Extent extent, ElementKind kind = ElementKind.Float)
{
    /// <summary>The name in emitted code and in traces: <c>relu1</c>, <c>dense1.weight</c>, <c>d relu1</c>.</summary>
    public string Name { get; } = name;

    public Shape Shape { get; } = shape;

    public Extent Extent { get; } = extent;

    public ElementKind Kind { get; } = kind;

    /// <summary>True if a matrix lies row after row, as a table of which rows are taken; otherwise it lies in panels.</summary>
    public bool IsPlain { get; init; }

    /// <summary>The loop in each turn of which there is another one; null outside.</summary>
    public Loop? Loop { get; init; }

    public override string ToString() => Name + Shape;
}

/// <summary>Whether a value exists once for each example of the batch or once for all of them.</summary>
internal enum Extent
{
    PerExample,
    Shared,
}

internal enum ElementKind
{
    Float,
    Int,
}

/// <summary>A trained or fitted value that the network owns.</summary>
/// <param name="name">The name in files.</param>
/// <param name="shape">The logical shape.</param>
/// <param name="role">What it is for.</param>
/// <param name="otherwise">What fills it at first if neither a modifier nor the operation behind it says.</param>
/// <param name="weightShape">For a bias, the shape of the weight whose fans scale its first values.</param>
/// <param name="isTable">True for a table of which each example reads a few rows.</param>
/// <param name="loop">The loop in which each block has one of its own.</param>
internal sealed class Parameter(string name, Shape shape, ParameterRole role, Initializer otherwise, Shape? weightShape = null, bool isTable = false, Loop? loop = null)
{
    /// <summary>The name in files: <c>dense1.weight</c>.</summary>
    public string Name { get; } = name;

    public ParameterRole Role { get; } = role;

    /// <summary>What a modifier says.</summary>
    public Initializer? DeclaredInitializer { get; set; }

    /// <summary>What suits the operation that takes the layer's result.</summary>
    public Initializer? SuitedInitializer { get; set; }

    /// <summary>What fills it at first.</summary>
    public Initializer Initializer => DeclaredInitializer ?? SuitedInitializer ?? otherwise;

    public Shape? WeightShape { get; } = weightShape;

    public Value Value { get; } = new(name, shape, Extent.Shared) { IsPlain = role is not ParameterRole.Weight || isTable, Loop = loop };

    /// <summary>The loop in which each block has one of its own; the name is that of the first. Null outside.</summary>
    public Loop? Loop => Value.Loop;

    /// <summary>Numbers of all blocks.</summary>
    public long Count => (long)Shape.Size * (Loop?.Count ?? 1);

    /// <summary>True for a table of which each example reads a few rows, and a gradient touches few.</summary>
    public bool IsTable { get; } = isTable;

    /// <summary>True if only the rows that a batch reads have a gradient: a penalty gives one to all.</summary>
    public bool HasSparseRows => IsTable && !IsPenalized;

    /// <summary>Of a running statistic the share of the newest; 0 for all else.</summary>
    public double Momentum { get; init; }

    /// <summary>True if its layer is declared frozen: its gradient is not computed.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>The strength of the penalty on the sum of its absolute values; null without one.</summary>
    public Parameter? L1 { get; set; }

    /// <summary>The strength of the penalty on half the sum of its squares; null without one.</summary>
    public Parameter? L2 { get; set; }

    public bool IsPenalized => L1 is not null || L2 is not null;

    /// <summary>Of a setting the method of the runtime's <c>Check</c> that refuses impossible numbers.</summary>
    public string? SettingCheck { get; init; }

    /// <summary>True if a gradient is computed for it.</summary>
    public bool IsTrained => !IsFrozen && Role is not (ParameterRole.Buffer or ParameterRole.Setting);

    public Shape Shape => Value.Shape;
}

/// <summary>Names as in the runtime's enumeration of the same name.</summary>
internal enum ParameterRole
{
    Weight,
    Bias,
    Norm,
    Activation,
    Buffer,
    Setting,
}
