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

    /// <summary>True if it also writes the loss of each row.</summary>
    public virtual bool WritesLosses => false;

    /// <summary>How it walks over a batch, which is also how members of a team share it.</summary>
    public virtual KernelExtent Extent => KernelExtent.Rows;

    /// <summary>Multiply-adds of one row.</summary>
    public virtual long MultiplyAdds => 0;

    /// <summary>The method of the runtime that does it, since no literal would make it faster; null if it is emitted.</summary>
    public virtual string? RuntimeMethod => null;

    /// <summary>The sizes that the runtime's method takes.</summary>
    public virtual IReadOnlyList<int> RuntimeSizes => [];
}

internal enum KernelExtent
{
    /// <summary>Writes a range of rows, each from its own row of what it reads.</summary>
    Rows,

    /// <summary>Sums over the rows, in order, and writes a range of what is summed.</summary>
    SumOfRows,

    /// <summary>Knows no rows: works on weights.</summary>
    Weights,
}

internal sealed record KernelParameter(string Name, bool IsIndex = false);

/// <summary>
/// What becomes of each sum before it is stored: an expression of the variable <see cref="Sum"/> and of elements of further operands,
/// which have the result's shape.
/// </summary>
/// <param name="Name">As part of a method's name; empty for nothing.</param>
/// <param name="Expression">What is stored.</param>
/// <param name="Operands">Its further variables.</param>
internal sealed record Epilogue(string Name, Expression Expression, EquatableArray<string> Operands)
{
    public static readonly Variable Sum = new("sum");

    public static readonly Epilogue None = new("", Sum, []);
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
/// <param name="Name">The method's name.</param>
/// <param name="Length">Terms of a sum.</param>
/// <param name="Results">Sums of a row.</param>
/// <param name="HasBias">Whether a bias starts each sum.</param>
/// <param name="Predicts">Whether it serves prediction, where one row alone is the ordinary case and has to be fast.</param>
/// <param name="Epilogue">What becomes of a sum.</param>
internal sealed record ProductKernel(string Name, int Length, int Results, bool HasBias, bool Predicts, Epilogue Epilogue) : EpilogueKernel(Name, Epilogue)
{
    public override long MultiplyAdds => (long)Length * Results;

    /// <summary>Number of interleaved sums.</summary>
    public int Sums => SummationOrder.OfProduct(Results, Length);

    protected override IEnumerable<string> FixedReads => HasBias ? ["x", "weights", "biases"] : ["x", "weights"];
}

/// <summary>
/// result[r] = epilogue(sum_k x[r, k] weights[k] + bias) for k &lt; <paramref name="Length"/>; lanes lie over k.
/// The order of the sum is <see cref="SummationOrder.VirtualLanes"/>.
/// </summary>
internal sealed record DotKernel(string Name, int Length, bool HasBias, Epilogue Epilogue) : EpilogueKernel(Name, Epilogue)
{
    public override long MultiplyAdds => Length;

    protected override IEnumerable<string> FixedReads => HasBias ? ["x", "weights", "biases"] : ["x", "weights"];
}

/// <summary>
/// result[i, j] = sum over rows r, in order, of left[r, i] right[r, j], for i &lt; <paramref name="Rows"/>, j &lt; <paramref name="Lanes"/>; the result lies in panels.
/// Members of a team share i.
/// </summary>
internal sealed record OuterProductKernel(string Name, int Rows, int Lanes) : Kernel(Name)
{
    public override IReadOnlyList<KernelParameter> Reads => [new("left"), new("right")];

    public override string Writes => "result";

    public override long MultiplyAdds => (long)Rows * Lanes;

    public override KernelExtent Extent => KernelExtent.SumOfRows;
}

/// <summary>result[j] = sum over rows r, in order, of x[r, j], for j &lt; <paramref name="Length"/>.</summary>
internal sealed record RowSumKernel(string Name, int Length) : Kernel(Name)
{
    public override IReadOnlyList<KernelParameter> Reads => [new("x")];

    public override string Writes => "result";

    public override KernelExtent Extent => KernelExtent.SumOfRows;

    public override string RuntimeMethod => "SumRows";

    public override IReadOnlyList<int> RuntimeSizes => [Length];
}

/// <summary>result[j, i] = x[i, j] from panels of <paramref name="Rows"/> rows with <paramref name="Lanes"/> lanes to panels of the transposed matrix.</summary>
internal sealed record TransposeKernel(string Name, int Rows, int Lanes) : Kernel(Name)
{
    public override IReadOnlyList<KernelParameter> Reads => [new("x")];

    public override string Writes => "result";

    public override KernelExtent Extent => KernelExtent.Weights;

    public override string RuntimeMethod => "Transpose";

    public override IReadOnlyList<int> RuntimeSizes => [Rows, Lanes];
}
