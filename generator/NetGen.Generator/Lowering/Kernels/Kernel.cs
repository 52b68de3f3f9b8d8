using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Expressions;

namespace NetGen.Generator.Lowering.Kernels;

/// <summary>
/// A loop nest, independent of instruction set and of the values it is called with.
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

    /// <summary>
    /// The sizes that the method takes as arguments; none if they stand in it as literals. Literals were measured to pay for small kernels only, so larger ones
    /// of one kind share a method, and kernels of one name are one method.
    /// </summary>
    public virtual IReadOnlyList<KernelSize> Sizes => [];

    /// <summary>Further arguments of its method: the workspace, which knows the step and its random numbers, and of rows the first one's number in the batch.</summary>
    /// <param name="first">The number of the first row; null where there are none.</param>
    public virtual IReadOnlyList<string> Context(string? first) => [];

    /// <summary>The kernels that its method calls.</summary>
    public virtual IReadOnlyList<Kernel> Callees => [];

    /// <summary>What decides the text of its method: the kernel without the sizes that the method takes as arguments. Kernels of one name are equal in it.</summary>
    public virtual Kernel Text => this;
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

/// <summary>A size and the name of the parameter that takes it.</summary>
internal sealed record KernelSize(string Name, int Value)
{
    /// <summary>True for the number of a stream of random numbers.</summary>
    public bool IsStream { get; init; }
}

internal sealed record KernelParameter(string Name, bool IsIndex = false);

/// <summary>
/// What becomes of each sum before it is stored: an expression of the variable <see cref="Sum"/> and of elements of further operands,
/// which have the result's shape.
/// </summary>
/// <param name="Name">As part of a method's name; empty for nothing.</param>
/// <param name="Expression">What is stored.</param>
/// <param name="Operands">Its further variables: one number for each result, for each feature or for all.</param>
internal sealed record Epilogue(string Name, Expression Expression, EquatableArray<RowOperand> Operands)
{
    public static readonly Variable Sum = new("sum");

    public static readonly Epilogue None = new("", Sum, []);
}

/// <summary>A kernel whose result goes through an epilogue, into which a pointwise step after it can be fused.</summary>
internal abstract record EpilogueKernel(string Name, Epilogue Epilogue) : Kernel(Name)
{
    public override IReadOnlyList<KernelParameter> Reads =>
        FixedReads.Concat(Epilogue.Operands.Select(operand => operand.Name)).Select(name => new KernelParameter(name)).ToArray();

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
/// <param name="IsSmall">Whether its sizes are literals.</param>
/// <param name="Epilogue">What becomes of a sum.</param>
internal sealed record ProductKernel(string Name, int Length, int Results, bool HasBias, bool IsSmall, Epilogue Epilogue) : EpilogueKernel(Name, Epilogue)
{
    /// <summary>Up to so many multiply-adds of a row the call of the kernel itself takes a noticeable part of its time.</summary>
    public const int InlinedMultiplyAdds = 256;

    /// <summary>Up to so many multiply-adds literal sizes pay for one row alone, the ordinary case of prediction.</summary>
    private const int SmallMultiplyAdds = 2048;

    /// <param name="name">The name if its sizes are literals.</param>
    /// <param name="length">Terms of a sum.</param>
    /// <param name="results">Sums of a row.</param>
    /// <param name="hasBias">Whether a bias starts each sum.</param>
    /// <param name="predicts">Whether it serves prediction.</param>
    public static ProductKernel Of(string name, int length, int results, bool hasBias, bool predicts)
    {
        bool isSmall = (long)length * results <= (predicts ? SmallMultiplyAdds : InlinedMultiplyAdds);
        var kernel = new ProductKernel(name, length, results, hasBias, isSmall, Epilogue.None);
        return isSmall ? kernel : kernel with { Name = "Product" + kernel.Kind };
    }

    public override long MultiplyAdds => (long)Length * Results;

    public override IReadOnlyList<KernelSize> Sizes => IsSmall ? [] : [new("length", Length), new("results", Results)];

    /// <summary>Of large ones the sizes stand in the text only by the table of sums, which the name tells apart.</summary>
    public override Kernel Text => IsSmall ? this : this with { Length = 0, Results = 0 };

    /// <summary>Number of interleaved sums.</summary>
    public int Sums => SummationOrder.OfProduct(Results, Length);

    /// <summary>Terms left over when every sum has as many as the others.</summary>
    public int Rest => Length % Sums;

    /// <summary>What distinguishes the text of products beside sizes and epilogue, as part of a name.</summary>
    public string Kind => SumKind + (HasBias ? "" : "NoBias");

    /// <summary>What distinguishes the order of its sums, as part of a name.</summary>
    public string SumKind => (Sums == 1 ? "" : "By" + StepBuilder.Digits(Sums)) + (Rest == 0 ? "" : "Rest" + StepBuilder.Digits(Rest));

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
    /// <param name="name">The name if its sizes are literals.</param>
    /// <param name="rows">How many i.</param>
    /// <param name="lanes">How many j.</param>
    public static OuterProductKernel Of(string name, int rows, int lanes) => new(rows == 1 ? name : "OuterProduct", rows, lanes);

    public override IReadOnlyList<KernelSize> Sizes => Rows == 1 ? [] : [new("height", Rows), new("width", Lanes)];

    public override Kernel Text => Rows == 1 ? this : this with { Rows = 0, Lanes = 0 };

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

    public override IReadOnlyList<KernelSize> Sizes => [new("length", Length)];
}

/// <summary>result[j, i] = x[i, j] from panels of <paramref name="Rows"/> rows with <paramref name="Lanes"/> lanes to panels of the transposed matrix.</summary>
internal sealed record TransposeKernel(string Name, int Rows, int Lanes) : Kernel(Name)
{
    public override IReadOnlyList<KernelParameter> Reads => [new("x")];

    public override string Writes => "result";

    public override KernelExtent Extent => KernelExtent.Weights;

    public override string RuntimeMethod => "Transpose";

    public override IReadOnlyList<KernelSize> Sizes => [new("rows", Rows), new("lanes", Lanes)];
}
