using System.Collections.Generic;
using System.Linq;
using NetGen.Conformance.Tests.Compilation;

namespace NetGen.Conformance.Tests.Reference;

/// <summary>Cases as somebody would declare them with functions of his own, by hand; their trained parameters have the names of the case's.</summary>
internal static class FunctionCases
{
    private const string Ending = " with users' functions";

    private const string EightDerivatives =
        """
        [Network(1, InputGradient = true)]
        [Elementwise(nameof(SineOfLine), Name = "l0")]
        [Elementwise(nameof(ExponentialOfLine), Name = "l1")]
        [Elementwise(nameof(CosineOfLine), Name = "l2")]
        [Elementwise(nameof(Line), Name = "l3")]
        [SummedSquaredError]
        public sealed partial class {0}
        {{
            private static float SineOfLine(float x, float weight, float bias) => System.MathF.Sin(Line(x, weight, bias));

            private static float ExponentialOfLine(float x, float weight, float bias) => System.MathF.Exp(Line(x, weight, bias));

            private static float CosineOfLine(float x, float weight, float bias) => System.MathF.Cos(Line(x, weight, bias));

            private static float Line(float x, float weight, float bias) => bias + weight * x;
        }}
        """;

    private const string Gabor =
        """
        [Network(1, InputGradient = true)]
        [Elementwise(nameof(Gabor), Name = "z")]
        [SummedSquaredError]
        public sealed partial class {0}
        {{
            private static float Gabor(float x, float weight, float bias)
            {{
                float z = bias + 0.06f * weight * x;
                return System.MathF.Sin(z) * System.MathF.Exp(-z * z / 8);
            }}
        }}
        """;

    private static readonly Dictionary<string, string> Declarations = new()
    {
        ["gabor_0"] = Gabor,
        ["gabor_1"] = Gabor,
        ["toy_eight_derivatives"] = EightDerivatives,
        ["toy_eight_derivatives_batch"] = EightDerivatives,
    };

    private static CaseNames Names(ReferenceCase reference) => CaseNames.None with
    {
        Inputs = [.. reference.Names("input/")],
        Outputs = [.. reference.Names("output/")],
        Targets = [.. reference.Names("target/")],
    };

    /// <summary>The case in this form; null if there is none.</summary>
    public static Translation? Translate(ReferenceCase reference)
    {
        if (!Declarations.TryGetValue(reference.Name, out string? declaration))
        {
            return null;
        }

        string className = CaseTranslator.ClassName(reference.Name + Ending);
        return new Translation(reference, new NetworkSource(className, string.Format(null, declaration, className)), OptimizerTranslator.OptimizerOf(reference), Names(reference), SkipReason: null)
        {
            Name = reference.Name + Ending,
        };
    }
}
