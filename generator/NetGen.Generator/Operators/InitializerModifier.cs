using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Operators;

/// <summary><c>[WeightInitializer(Initial.Uniform, -0.1, 0.1)]</c> and <c>[BiasInitializer(...)]</c>: what fills the layer's parameters of one role at first.</summary>
internal sealed class InitializerModifier(string attribute, ParameterRole role) : ModifierOperator
{
    private static readonly string[] Positions = ["first", "second"];

    public override string Attribute => attribute;

    public override void Apply(ModifierDeclaration modifier, string owner, Layer? layer, IReadOnlyList<Parameter> parameters, GraphBuilder graph)
    {
        Parameter[] filled = parameters.Where(parameter => parameter.Role == role).ToArray();
        if (filled.Length == 0)
        {
            graph.Report(Rules.NoSuchParameter, modifier, null, modifier.Kind, owner, role == ParameterRole.Weight ? "weight" : "bias");
            return;
        }

        if (Read(modifier, graph) is { } initializer)
        {
            foreach (Parameter parameter in filled)
            {
                // What a layer of a block says itself stands before what is said of the whole block.
                parameter.DeclaredInitializer ??= initializer;
            }
        }
    }

    /// <summary>The initializer that the attribute says; null after reporting a problem.</summary>
    private Initializer? Read(ModifierDeclaration modifier, GraphBuilder graph)
    {
        var kind = (InitializerKind)modifier.Integer("initial");
        if (!InitializerParameters.All.TryGetValue(kind, out InitializerParameters? expected))
        {
            graph.Report(Rules.UnknownOption, modifier, "initial", "initial", modifier.Kind, Text((int)kind), "a member of Initial");
            return null;
        }

        if (role == ParameterRole.Bias && kind == InitializerKind.Orthogonal)
        {
            graph.Report(Rules.OrthogonalBias, modifier, "initial");
            return null;
        }

        double[] arguments = Positions.Where(modifier.Has).Select(position => modifier.Number(position, 0)).ToArray();
        if (arguments.Length < expected.Required || arguments.Length > expected.Names.Count)
        {
            graph.Report(Rules.InitializerArgumentCount, modifier, null, "Initial." + kind, expected.Text, Text(arguments.Length));
            return null;
        }

        return Check(modifier, kind, arguments, expected, graph) ? new Initializer(kind, arguments.ToEquatableArray()) : null;
    }

    private static bool Check(ModifierDeclaration modifier, InitializerKind kind, double[] arguments, InitializerParameters expected, GraphBuilder graph)
    {
        for (int i = 0; i < arguments.Length; i++)
        {
            string? range = Wrong((float)arguments[i]) ? "a finite float"
                : expected.Positive == expected.Names[i] && !(arguments[i] > 0) ? "above 0"
                : expected.Ascending && i == 1 && !(arguments[0] < arguments[1]) ? "above from, which is " + Text(arguments[0])
                : null;
            if (range is not null)
            {
                graph.Report(Rules.InitializerArgument, modifier, Positions[i], expected.Names[i], "Initial." + kind, Text(arguments[i]), range);
                return false;
            }
        }

        return true;
    }

    private static bool Wrong(float number) => float.IsNaN(number) || float.IsInfinity(number);

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>What a kind of initializer takes.</summary>
/// <param name="Names">The names of its arguments.</param>
/// <param name="Required">How many of them must be given.</param>
/// <param name="Positive">The argument that must be above 0.</param>
/// <param name="Ascending">True if the second argument must be above the first.</param>
internal sealed record InitializerParameters(IReadOnlyList<string> Names, int Required, string? Positive = null, bool Ascending = false)
{
    private static readonly InitializerParameters None = new([], 0);

    public static readonly IReadOnlyDictionary<InitializerKind, InitializerParameters> All = new Dictionary<InitializerKind, InitializerParameters>
    {
        [InitializerKind.Zeros] = None,
        [InitializerKind.Constant] = new(["value"], 1),
        [InitializerKind.Uniform] = new(["from", "to"], 2, Ascending: true),
        [InitializerKind.Normal] = new(["mean", "deviation"], 2, Positive: "deviation"),
        [InitializerKind.GlorotUniform] = None,
        [InitializerKind.GlorotNormal] = None,
        [InitializerKind.HeUniform] = None,
        [InitializerKind.HeNormal] = None,
        [InitializerKind.LeCunUniform] = None,
        [InitializerKind.LeCunNormal] = None,
        [InitializerKind.PyTorch] = None,
        [InitializerKind.Orthogonal] = new(["gain"], 0, Positive: "gain"),
    };

    /// <summary>For messages: <c>2 arguments (from, to)</c>.</summary>
    public string Text => Names.Count switch
    {
        0 => "no arguments",
        1 => (Required == 0 ? "at most " : "") + "1 argument (" + Names[0] + ")",
        _ => Names.Count.ToString(CultureInfo.InvariantCulture) + " arguments (" + string.Join(", ", Names) + ")",
    };
}
