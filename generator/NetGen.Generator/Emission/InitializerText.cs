using System.Linq;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Emission;

/// <summary>Writes an initializer as the runtime's expression: <c>global::NetGen.Initializer.Uniform(-0.1, 0.1)</c>.</summary>
internal static class InitializerText
{
    public static string Of(Parameter parameter)
    {
        Initializer initializer = parameter.Initializer;
        // A property if it has no arguments; Orthogonal's may be left out.
        bool isMethod = initializer.Arguments.Count > 0 || initializer.Kind == InitializerKind.Orthogonal;
        string arguments = isMethod ? "(" + string.Join(", ", initializer.Arguments.Select(argument => Text.Number(argument))) + ")" : "";
        string fans = initializer.NeedsFans && parameter.WeightShape is { } weight ? ".ForBiasOf(" + string.Join(", ", weight.Axes.Select(axis => Text.Number(axis))) + ")" : "";
        return "global::NetGen.Initializer." + initializer.Kind + arguments + fans;
    }
}
