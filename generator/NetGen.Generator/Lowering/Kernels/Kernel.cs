using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Expressions;

namespace NetGen.Generator.Lowering.Kernels;

/// <summary>
/// A loop nest with literal bounds, independent of instruction set and of the values it is called with.
/// Equal kernels of one network are emitted once.
/// </summary>
/// <param name="Name">The method's name.</param>
internal abstract record Kernel(string Name)
{
    /// <summary>Names of what it reads, in order.</summary>
    public abstract IReadOnlyList<KernelParameter> Reads { get; }

    /// <summary>The name of what it writes, or null if it only adds up a loss.</summary>
    public abstract string? Writes { get; }

    /// <summary>True if it returns the sum of the examples' losses, weighted.</summary>
    public virtual bool ReturnsLoss => false;

    /// <summary>True if it takes a number of rows.</summary>
    public virtual bool HasRows => true;
}

internal sealed record KernelParameter(string Name, bool IsIndex = false);

/// <summary>
/// What becomes of each sum before it is stored: an expression of the variable <see cref="Sum"/> and of elements of further operands,
/// which have the result's shape.
/// </summary>
internal sealed record Epilogue(Expression Expression, EquatableArray<string> Operands)
{
    public static readonly Variable Sum = new("sum");

    public static readonly Epilogue None = new(Sum, []);
}

/// <summary>A kernel whose result goes through an epilogue, into which a pointwise step after it can be fused.</summary>
internal abstract record EpilogueKernel(string Name, Epilogue Epilogue) : Kernel(Name)
{
    public override IReadOnlyList<KernelParameter> Reads =>
        FixedReads.Concat(Epilogue.Operands).Select(name => new KernelParameter(name)).ToArray();

    public override string Writes => "result";

    protected abstract IEnumerable<string> FixedReads { get; }
}

/// <summary>
/// result[r, j] = epilogue(bias[j] + sum_k x[r, k] weights[k, j]) for k &lt; <paramref name="Length"/>, j &lt; <paramref name="Results"/> (at least 2);
/// lanes lie over j, weights in panels of rows k. The order of the sum is <see cref="SummationOrder.OfProduct"/>.
/// </summary>
internal sealed record ProductKernel(string Name, int Length, int Results, bool HasBias, Epilogue Epilogue) : EpilogueKernel(Name, Epilogue)
{
    protected override IEnumerable<string> FixedReads => HasBias ? ["x", "weights", "biases"] : ["x", "weights"];
}

/// <summary>
/// result[r, j] = epilogue(sum_k x[r, k] weights[j, k] + bias[j]) for k &lt; <paramref name="Length"/>, j &lt; <paramref name="Results"/>;
/// lanes lie over k, weights in panels of rows j. The order of the sum is <see cref="SummationOrder.VirtualLanes"/>.
/// A bias is read only with a single result.
/// </summary>
internal sealed record DotKernel(string Name, int Length, int Results, bool HasBias, Epilogue Epilogue) : EpilogueKernel(Name, Epilogue)
{
    protected override IEnumerable<string> FixedReads => HasBias ? ["x", "weights", "biases"] : ["x", "weights"];
}

/// <summary>result[i, j] = sum over rows r, in order, of left[r, i] right[r, j], for i &lt; <paramref name="Rows"/>, j &lt; <paramref name="Lanes"/>; the result lies in panels.</summary>
internal sealed record OuterProductKernel(string Name, int Rows, int Lanes) : Kernel(Name)
{
    public override IReadOnlyList<KernelParameter> Reads => [new("left"), new("right")];

    public override string Writes => "result";
}

/// <summary>result[j] = sum over rows r, in order, of x[r, j], for j &lt; <paramref name="Length"/>.</summary>
internal sealed record RowSumKernel(string Name, int Length) : Kernel(Name)
{
    public override IReadOnlyList<KernelParameter> Reads => [new("x")];

    public override string Writes => "result";
}

/// <summary>result[j, i] = x[i, j] from panels of <paramref name="Rows"/> rows with <paramref name="Lanes"/> lanes to panels of the transposed matrix.</summary>
internal sealed record TransposeKernel(string Name, int Rows, int Lanes) : Kernel(Name)
{
    public override IReadOnlyList<KernelParameter> Reads => [new("x")];

    public override string Writes => "result";

    public override bool HasRows => false;
}
