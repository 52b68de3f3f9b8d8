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
internal sealed class Parameter(string name, Shape shape, ParameterRole role, Initializer otherwise, Shape? weightShape = null)
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

    public Value Value { get; } = new(name, shape, Extent.Shared);

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
}
