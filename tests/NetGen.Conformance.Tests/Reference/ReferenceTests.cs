using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetGen.Conformance.Tests.Compilation;
using Xunit;

namespace NetGen.Conformance.Tests.Reference;

/// <summary>PyTorch's vectors against generated networks, every case in every kernel body, with the contracts that hold for every network.</summary>
public sealed class ReferenceTests(ReferenceReport report) : IClassFixture<ReferenceReport>
{
    [Theory]
    [Cases(KernelBody.Vector128), Cases(KernelBody.Avx2), Cases(KernelBody.Avx512), Cases(KernelBody.Avx512Emulated)]
    public void Numbers_agree_with_PyTorch(string name, KernelBody body) => report.Run(name, body, () =>
    {
        Translation translation = ReferenceCatalogue.All[name];
        foreach (Comparison comparison in ReferenceRuns.Compare(translation, ReferenceRuns.Of(name, body)))
        {
            GroupError error = comparison.Error();
            Assert.True(
                error.Value <= comparison.Tolerance,
                FormattableString.Invariant($"{comparison.Name} is off by {error.Value:E2}, {comparison.Tolerance:E2} is tolerated: {error.Where}."));
        }
    });

    [Theory]
    [Cases(KernelBody.Vector128), Cases(KernelBody.Avx2), Cases(KernelBody.Avx512), Cases(KernelBody.Avx512Emulated)]
    public void Bits_do_not_depend_on_what_scratch_held(string name, KernelBody body) => report.Run(name, body, () =>
        ReferenceRuns.Run(ReferenceCatalogue.All[name], body, poison: 1e30f).RequireBitsOf(ReferenceRuns.Of(name, body)));

    [Theory]
    [Cases(KernelBody.Avx2), Cases(KernelBody.Avx512), Cases(KernelBody.Avx512Emulated)]
    public void Bits_are_those_of_the_128_bit_body(string name, KernelBody body) => report.Run(name, body, () =>
        ReferenceRuns.Of(name, body).RequireBitsOf(ReferenceRuns.Of(name, KernelBody.Vector128)));

    [Theory]
    [Cases(KernelBody.Vector128), Cases(KernelBody.Avx2), Cases(KernelBody.Avx512), Cases(KernelBody.Avx512Emulated)]
    public void Each_row_alone_has_the_bits_of_the_batch(string name, KernelBody body) => report.Run(name, body, () =>
    {
        Translation translation = ReferenceCatalogue.All[name];
        ITrainableNetwork network = ReferenceRuns.Network(translation, body);
        NetworkRows.RequireBitsOfSingleRows(network, ReferenceRuns.Batch(translation, network), ReferenceRuns.Of(name, body).Numbers.Output);
    });

    [Theory]
    [Cases(KernelBody.Vector128), Cases(KernelBody.Avx2), Cases(KernelBody.Avx512), Cases(KernelBody.Avx512Emulated)]
    public void Nothing_is_allocated(string name, KernelBody body) => report.Run(name, body, () =>
    {
        Translation translation = ReferenceCatalogue.All[name];
        ITrainableNetwork network = ReferenceRuns.Network(translation, body);
        Allocation.RequireNone(network, ReferenceRuns.Batch(translation, network), translation.Optimizer?.Invoke() ?? new Adam());
    });

    /// <summary>Of an embedding the rows that a batch does not name have a gradient of exactly 0, and the gradients know the others.</summary>
    [Theory]
    [Cases(KernelBody.Vector128), Cases(KernelBody.Avx2), Cases(KernelBody.Avx512), Cases(KernelBody.Avx512Emulated)]
    public void Only_the_rows_used_have_gradients(string name, KernelBody body) => report.Run(name, body, () =>
    {
        Translation translation = ReferenceCatalogue.All[name];
        foreach (string table in translation.Case.Names("rows/"))
        {
            int[] expected = translation.Case.Indices("rows/" + table);
            string parameter = translation.Names.Parameter(table);
            NetworkRun run = ReferenceRuns.Of(name, body).Numbers;
            Assert.Equal(expected, run.Rows[parameter]);
            float[] gradient = run.Gradients[parameter];
            int width = ReferenceRuns.Network(translation, body).Parameters.Layout[parameter].Shape[1];
            Assert.All(gradient.Chunk(width).Where((_, row) => !expected.Contains(row)), row => Assert.All(row, value => Assert.Equal(0, value)));
        }
    });

    /// <summary>The list is kept by hand, so that a case that is no longer executed is seen in review.</summary>
    [Fact]
    public void Exactly_the_listed_cases_are_executed()
    {
        string listed = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reference", "executed.txt"));
        IEnumerable<string> executed = ReferenceCatalogue.Executed
            .Where(translation => Path.GetDirectoryName(translation.Case.Path) == ReferenceCatalogue.OwnFolder)
            .Select(translation => translation.Name);
        Assert.Equal(listed.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), executed);
    }
}
