using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using NetGen.Conformance.Tests.Compilation;

namespace NetGen.Conformance.Tests.Reference;

/// <summary>
/// Turns the network description of a case into attributes. The three tables at the top are what a new layer, loss or optimizer is added to;
/// everything a description says that no table names makes the case a skipped one, with that as the reason.
/// </summary>
internal static partial class CaseTranslator
{
    /// <summary>Layer type: the options it may have, and the attribute with its arguments.</summary>
    private static readonly Dictionary<string, LayerRule> Layers = new()
    {
        ["dense"] = new(["in", "out", "bias"], layer => new("Dense", [layer.Number("out"), .. layer.Is("bias") ? [] : (string[])["Bias = false"]])),
        ["linear"] = new([], _ => new("Linear")),
        ["sigmoid"] = new([], _ => new("Sigmoid")),
        ["log_sigmoid"] = new([], _ => new("LogSigmoid")),
        ["hard_sigmoid"] = new(["alpha", "beta"], layer => new("HardSigmoid", layer.Number("alpha"), layer.Number("beta"))),
        ["tanh"] = new([], _ => new("Tanh")),
        ["hardtanh"] = new(["min", "max"], layer => new("HardTanh", layer.Number("min"), layer.Number("max"))),
        ["softsign"] = new([], _ => new("Softsign")),
        ["softplus"] = new(["beta"], layer => new("Softplus", layer.Number("beta"))),
        ["relu"] = new([], _ => new("Relu")),
        ["relu6"] = new([], _ => new("Relu6")),
        ["leaky_relu"] = new(["alpha"], layer => new("LeakyRelu", layer.Number("alpha"))),
        ["elu"] = new(["alpha"], layer => new("Elu", layer.Number("alpha"))),
        ["selu"] = new([], _ => new("Selu")),
        ["gelu_erf"] = new([], _ => new("Gelu")),
        ["gelu_tanh"] = new([], _ => new("GeluTanh")),
        ["silu"] = new([], _ => new("Silu")),
        ["swish"] = new(["beta"], layer => new("Swish", layer.Number("beta"))),
        ["hard_swish"] = new([], _ => new("HardSwish")),
        ["mish"] = new([], _ => new("Mish")),
        ["sin"] = new([], _ => new("Sin")),
        ["cos"] = new([], _ => new("Cos")),
        ["exp"] = new([], _ => new("Exp")),
        ["gaussian"] = new(["alpha"], layer => new("Gaussian", layer.Number("alpha"))),
        ["softmax"] = new(["axis"], layer => new("Softmax", ExampleAxis(layer))),
        ["log_softmax"] = new(["axis"], layer => new("LogSoftmax", ExampleAxis(layer))),
        ["sparsemax"] = new(["axis"], layer => new("Sparsemax", ExampleAxis(layer))),
        ["maxout"] = new(["pieces"], layer => new("Maxout", layer.Number("pieces"))),
        // Features lie on the reference's axis 1: of a vector the last one, as for the attribute. With further axes the shapes of the slopes would differ.
        ["prelu"] = new(["features"], _ => new("Prelu")),
    };

    /// <summary>Loss type: the kinds of target it takes, the options it may have, and the attribute with its arguments. A mean over the batch but for <c>dot</c> and <c>sse_sum</c>.</summary>
    private static readonly Dictionary<string, LossRule> Losses = new()
    {
        ["dot"] = new([""], [], _ => new("OutputGradient")),
        ["half_sse"] = new(["", "onehot"], [], _ => new("HalfSquaredError")),
        ["mse_mean"] = new(["", "onehot"], [], _ => new("MeanSquaredError")),
        ["sse_sum"] = new(["", "onehot"], [], _ => new("SummedSquaredError")),
        ["mae"] = new([""], [], _ => new("MeanAbsoluteError")),
        ["huber"] = new([""], ["delta"], loss => new("Huber", loss.Number("delta"))),
        ["smooth_l1"] = new([""], ["beta"], loss => new("SmoothL1", loss.Number("beta"))),
        ["bce"] = new(["", "soft"], [], _ => new("BinaryCrossEntropy")),
        ["bce_logits"] = new(["", "soft"], ["pos_weight"], loss => new("SigmoidCrossEntropy", loss.Option("PositiveWeights", "pos_weight"))),
        ["binary_softmax"] = new([""], [], _ => new("BinarySoftmax")),
        ["hinge"] = new([""], [], _ => new("Hinge")),
        ["squared_hinge"] = new([""], [], _ => new("SquaredHinge")),
        ["softmax_ce"] = new(
            ["index", "distribution"],
            ["label_smoothing", "class_weights"],
            loss => new("SoftmaxCrossEntropy", [.. loss.Target, .. loss.Option("LabelSmoothing", "label_smoothing"), .. loss.Option("ClassWeights", "class_weights")])),
        ["nll"] = new(["index"], ["class_weights"], loss => new("NegativeLogLikelihood", loss.Option("ClassWeights", "class_weights"))),
        ["categorical_ce"] = new(["onehot", "distribution"], [], loss => new("CrossEntropy", loss.Target)),
        ["multi_margin"] = new(["index"], ["p", "margin"], loss => new("MultiMargin", [.. loss.Option("Power", "p"), .. loss.Option("Margin", "margin")])),
        ["weston_watkins"] = new(["index"], ["margin"], loss => new("WestonWatkins", loss.Option("Margin", "margin"))),
        ["crammer_singer"] = new(["index"], ["margin"], loss => new("CrammerSinger", loss.Option("Margin", "margin"))),
        ["sparsemax_loss"] = new(["index", "distribution"], [], loss => new("SparsemaxLoss", loss.Target)),
        ["kl_div"] = new(["distribution"], [], _ => new("KullbackLeibler")),
        ["kl_div_prob"] = new(["distribution"], [], _ => new("KullbackLeibler", "LogInput = false")),
        ["poisson_nll"] = new([""], ["log_input", "eps"], loss => new("Poisson", [.. loss.Option("LogInput", "log_input"), .. loss.Option("Epsilon", "eps")])),
    };

    /// <summary>Optimizer type: the options it may have, and the optimizer of the runtime.</summary>
    private static readonly Dictionary<string, OptimizerRule> Optimizers = new()
    {
        ["sgd"] = new(["lr"], o => new Sgd(o.Double("lr"))),
        ["adam"] = new(["lr", "beta1", "beta2", "eps"], o => new Adam(o.Double("lr"), o.Double("beta1"), o.Double("beta2"), o.Double("eps"))),
    };

    /// <summary>Parts of a case that change what is computed and that no attribute or optimizer can say yet.</summary>
    private static readonly string[] UnknownParts = ["clip", "schedule", "regularizer"];

    /// <summary>The case as a class of the given name.</summary>
    public static Translation Translate(ReferenceCase reference)
    {
        try
        {
            return TranslateNet(reference);
        }
        catch (NotYetException reason)
        {
            return Translation.Skip(reference, reason.Message);
        }
    }

    /// <summary>The class of a case.</summary>
    public static string ClassName(string name) => "Case_" + NoIdentifier().Replace(name, "_");

    /// <summary>What makes the optimizer of a case that has one.</summary>
    public static Func<Optimizer>? OptimizerOf(ReferenceCase reference)
    {
        if (reference.Description("optimizer") is not { } description)
        {
            return null;
        }

        Description optimizer = new("optimizer", description);
        if (!Optimizers.TryGetValue(optimizer.Text("type"), out OptimizerRule? rule))
        {
            throw new NotYetException("optimizer " + optimizer.Text("type"));
        }

        optimizer.RequireOnly(["type", .. rule.Options]);
        return () => rule.Create(optimizer);
    }

    private static Translation TranslateNet(ReferenceCase reference)
    {
        if (reference.Kind != "net")
        {
            throw new NotYetException($"kind {reference.Kind}");
        }

        if (UnknownParts.FirstOrDefault(part => reference.Description(part) is not null) is { } part)
        {
            throw new NotYetException(part);
        }

        Description net = new("net", reference.Description("net")!.Value);
        Description loss = new("loss", reference.Description("loss")!.Value);
        List<string> attributes = [NetworkAttribute(reference, net), .. ChainOfLayers(net), LossAttribute(loss, net)];
        string className = ClassName(reference.Name);
        string declaration = string.Concat(attributes.Select(attribute => $"[{attribute}]\n")) + $"public sealed partial class {className};";
        return new Translation(
            reference, new NetworkSource(className, declaration), OptimizerOf(reference), loss.Text("target_kind") == "index", SkipReason: null);
    }

    private static string NetworkAttribute(ReferenceCase reference, Description net)
    {
        Description[] inputs = net.Items("inputs");
        if (inputs.Length != 1)
        {
            throw new NotYetException("several inputs");
        }

        if (inputs[0].Text("dtype") != "f32")
        {
            throw new NotYetException("integer input");
        }

        string gradient = reference.Has("grad/input/" + inputs[0].Text("name")) ? ", InputGradient = true" : "";
        return $"Network({inputs[0].Number("shape").Trim('[', ']')}{gradient})";
    }

    private static IEnumerable<string> ChainOfLayers(Description net)
    {
        string above = net.Items("inputs")[0].Text("name");
        foreach (Description layer in net.Items("layers"))
        {
            if (!Layers.TryGetValue(layer.Text("type"), out LayerRule? rule))
            {
                throw new NotYetException("layer " + layer.Text("type"));
            }

            layer.RequireOnly(["name", "type", "inputs", .. rule.Options]);
            if (!layer.Texts("inputs").SequenceEqual([above]))
            {
                throw new NotYetException("graph that is not a chain");
            }

            above = layer.Text("name");
            yield return rule.Attribute(layer).With($"Name = \"{above}\"").ToString();
        }
    }

    private static string LossAttribute(Description loss, Description net)
    {
        if (!Losses.TryGetValue(loss.Text("type"), out LossRule? rule))
        {
            throw new NotYetException("loss " + loss.Text("type"));
        }

        loss.RequireOnly(["type", "prediction", "target", "target_kind", .. rule.Options]);
        if (!rule.TargetKinds.Contains(loss.Text("target_kind")))
        {
            throw new NotYetException($"loss {loss.Text("type")} with target_kind {loss.Text("target_kind")}");
        }

        string last = net.Items("layers")[^1].Text("name");
        if (!net.Texts("outputs").SequenceEqual([last]) || loss.Text("prediction") != last)
        {
            throw new NotYetException("output that is not the last layer");
        }

        return rule.Attribute(loss).ToString();
    }

    /// <summary>The reference counts the batch axis as 0; an attribute counts the axes of one example.</summary>
    private static string[] ExampleAxis(Description layer)
    {
        int axis = layer.Integer("axis");
        return axis switch
        {
            -1 => [],
            0 => throw new NotYetException("softmax over the batch"),
            _ => [FormattableString.Invariant($"Axis = {(axis > 0 ? axis - 1 : axis)}")],
        };
    }

    [GeneratedRegex("[^A-Za-z0-9_]")]
    private static partial Regex NoIdentifier();

    private sealed record LayerRule(string[] Options, Func<Description, AttributeText> Attribute);

    private sealed record LossRule(string[] TargetKinds, string[] Options, Func<Description, AttributeText> Attribute);

    private sealed record AttributeText(string Name, params string[] Arguments)
    {
        public AttributeText With(string argument) => this with { Arguments = [.. Arguments, argument] };

        public override string ToString() => Arguments.Length == 0 ? Name : $"{Name}({string.Join(", ", Arguments)})";
    }

    private sealed record OptimizerRule(string[] Options, Func<Description, Optimizer> Create);

    /// <summary>Why a case is skipped.</summary>
    private sealed class NotYetException(string reason) : Exception(reason);

    /// <summary>One JSON object of a description.</summary>
    private sealed record Description(string Role, JsonElement Json)
    {
        public string Text(string key) => Json.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

        public string[] Texts(string key) => [.. Json.GetProperty(key).EnumerateArray().Select(value => value.GetString()!)];

        /// <summary>A number, or a list of numbers, as it is written.</summary>
        public string Number(string key) => Json.GetProperty(key).GetRawText();

        /// <summary>The argument of an attribute for a number, a list of numbers or a truth value; none if the description has none.</summary>
        public string[] Option(string argument, string key) => !Json.TryGetProperty(key, out JsonElement value) ? []
            : [value.ValueKind == JsonValueKind.Array ? $"{argument} = new double[] {{ {value.GetRawText().Trim('[', ']')} }}" : $"{argument} = {value.GetRawText()}"];

        /// <summary>The argument of an attribute for targets that are distributions and no class indices, which are what is taken otherwise.</summary>
        public string[] Target => Text("target_kind") == "index" ? [] : ["Target = Target.Distribution"];

        public int Integer(string key) => Json.GetProperty(key).GetInt32();

        public double Double(string key) => Json.GetProperty(key).GetDouble();

        public bool Is(string key) => Json.GetProperty(key).GetBoolean();

        public Description[] Items(string key) => [.. Json.GetProperty(key).EnumerateArray().Select(value => new Description(key, value))];

        /// <summary>Refuses what this translator would otherwise pass over in silence.</summary>
        public void RequireOnly(string[] known)
        {
            if (Json.EnumerateObject().Select(property => property.Name).FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            {
                throw new NotYetException($"{(Role == "layers" ? "layer" : Role)} {Text("type")} with {unknown}");
            }
        }
    }
}
