using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Expressions;

namespace NetGen.Generator.Lowering.Kernels;

/// <summary>
/// result = map(sums): for as many rows as stay in the first cache the sums are stored, then the map goes over them in place. For maps that cost more than a
/// store and a load: as an epilogue they would stand in the code once for each sum of a tile, which the just-in-time compiler no longer inlines.
/// </summary>
/// <param name="Sums">Makes the sums.</param>
/// <param name="Map">Goes over them.</param>
/// <param name="Operands">The parameters for what the map reads, in its order: <c>result</c> where it reads the sums.</param>
internal sealed record MappedKernel(EpilogueKernel Sums, RowKernel Map, EquatableArray<string> Operands) : Kernel(Sums.Name + Map.Name)
{
    /// <summary>Rows of sums that are stored before the map goes over them.</summary>
    public const int Rows = 64;

    public override IReadOnlyList<KernelParameter> Reads =>
        [.. Sums.Reads, .. Operands.Distinct().Where(IsFurther).Select(operand => new KernelParameter(operand))];

    public override string Writes => Sums.Writes;

    public override long MultiplyAdds => Sums.MultiplyAdds;

    public override IReadOnlyList<KernelSize> Sizes => Sums.Sizes;

    public override Kernel Text => this with { Sums = (EpilogueKernel)Sums.Text, Map = (RowKernel)Map.Text };

    public override IReadOnlyList<Kernel> Callees => [Sums, Map];

    /// <summary>The same in one expression, for its formula.</summary>
    public EpilogueKernel AsEpilogue()
    {
        var variables = Map.Reads.Zip(Operands, (read, operand) => (read.Name, operand)).ToDictionary(pair => pair.Name, pair => pair.operand == Writes ? Sums.Epilogue.Expression : new Variable(pair.operand));
        IEnumerable<RowOperand> further = Map.Operands.Zip(Operands, (operand, name) => operand with { Name = name }).Where(operand => IsFurther(operand.Name));
        return Sums with { Epilogue = new Epilogue(Map.Name, Substitution.Rename(Map.Map!, variables), Sums.Epilogue.Operands.Concat(further).ToEquatableArray()) };
    }

    private bool IsFurther(string operand) => operand != Writes && Sums.Reads.All(read => read.Name != operand);
}
