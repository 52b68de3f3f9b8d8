using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.Pipeline;

/// <summary>The same declaration gives the same bytes.</summary>
public class DeterminismTests
{
    private static readonly string[] Sources =
    [
        Networks.Xor,
        Networks.Mnist1D,
        Networks.Mixer,
        "using NetGen; [Network(3, 2)] [Dense(1000), Softmax(Axis = -2)] [MeanSquaredError] partial class Large;",
        "public class Other;",
    ];

    private static readonly Dictionary<string, string> Expected = Generate(Sources);

    [Fact]
    public void On_a_second_run() => Same(Generate(Sources));

    [Fact]
    public void With_the_files_in_another_order() => Same(Generate([.. Sources.Reverse()]));

    [Fact]
    public void Under_a_culture_with_another_minus_and_a_decimal_comma()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var hostile = (CultureInfo)CultureInfo.GetCultureInfo("sv-SE").Clone();
            hostile.NumberFormat.NegativeSign = "\u2212";
            hostile.NumberFormat.NumberDecimalSeparator = ",";
            hostile.NumberFormat.NumberGroupSeparator = "\u00a0";
            CultureInfo.CurrentCulture = hostile;
            Assert.Equal("\u22121,5", (-1.5).ToString(CultureInfo.CurrentCulture));
            Same(Generate(Sources));

            // i and I are no pair in Turkish, which names made from kinds and layers would show.
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
            Same(Generate(Sources));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>As for an incremental run: a network's files do not depend on those of others.</summary>
    [Fact]
    public void Alone_or_beside_other_networks()
    {
        Dictionary<string, string> alone = Generate(Networks.Mixer);
        Assert.NotEmpty(alone);
        Assert.All(alone, file => Assert.Equal(Expected[file.Key], file.Value));
    }

    [Fact]
    public void Lines_end_in_LF_without_blanks_before_it() => Assert.All(Expected.Values, text =>
    {
        Assert.DoesNotContain('\r', text);
        Assert.DoesNotContain('\t', text);
        Assert.DoesNotContain(" \n", text);
        Assert.DoesNotContain("\n\n\n", text);
        Assert.EndsWith("}\n", text);
    });

    /// <summary>Nothing of the machine: no date, no path, no version of the compiler.</summary>
    [Fact]
    public void Emitted_text_is_plain_ASCII_for_a_plain_declaration() =>
        Assert.All(Expected, file => Assert.True(file.Value.All(char.IsAscii), $"{file.Key}: {string.Concat(file.Value.Where(letter => !char.IsAscii(letter)).Distinct())}"));

    private static Dictionary<string, string> Generate(params string[] sources)
    {
        CSharpCompilation compilation = GeneratorHost.Compile(sources);
        return GeneratorHost.Driver().RunGenerators(compilation).GetRunResult().Results.Single().GeneratedSources
            .ToDictionary(file => file.HintName, file => file.SourceText.ToString());
    }

    private static void Same(Dictionary<string, string> actual)
    {
        Assert.Equal(Expected.Keys.Order(), actual.Keys.Order());
        Assert.All(Expected, file => Assert.Equal(file.Value, actual[file.Key]));
    }
}
