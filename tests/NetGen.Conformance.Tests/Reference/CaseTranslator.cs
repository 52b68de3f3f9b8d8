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
        ["relu"] = new([], _ => new("Relu")),
        ["sigmoid"] = new([], _ => new("Sigmoid")),
        ["tanh"] = new([], _ => new("Tanh")),
        ["softmax"] = new(["axis"], layer => new("Softmax", ExampleAxis(layer))),
        ["log_softmax"] = new(["axis"], layer => new("LogSoftmax", ExampleAxis(layer))),
        ["sparsemax"] = new(["axis"], layer => new("Sparsemax", ExampleAxis(layer))),
        ["maxout"] = new(["pieces"], layer => new("Maxout", layer.Number("pieces"))),
        // Features lie on the reference's axis 1: of a vector the last one, as for the attribute. With further axes the shapes of the slopes would differ.
        ["prelu"] = new(["features"], _ => new("Prelu")),
    };

    /// <summary>Loss type: the attribute for each kind of target it takes. All of them are means over the batch but <c>dot</c>.</summary>
    private static readonly Dictionary<string, Dictionary<string, string>> Losses = new()
    {
        ["dot"] = new() { [""] = "OutputGradient" },
        ["half_sse"] = new() { [""] = "HalfSquaredError", ["onehot"] = "HalfSquaredError" },
        ["mse_mean"] = new() { [""] = "MeanSquaredError", ["onehot"] = "MeanSquaredError" },
        ["softmax_ce"] = new() { ["index"] = "SoftmaxCrossEntropy", ["distribution"] = "SoftmaxCrossEntropy(Target = Target.Distribution)" },
        ["bce"] = new() { [""] = "BinaryCrossEntropy", ["soft"] = "BinaryCrossEntropy" },
        ["bce_logits"] = new() { [""] = "SigmoidCrossEntropy", ["soft"] = "SigmoidCrossEntropy" },
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
        string className = "Case_" + NoIdentifier().Replace(reference.Name, "_");
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
            LayerText text = rule.Attribute(layer);
            yield return $"{text.Attribute}({string.Join(", ", [.. text.Arguments, $"Name = \"{above}\""])})";
        }
    }

    private static string LossAttribute(Description loss, Description net)
    {
        if (!Losses.TryGetValue(loss.Text("type"), out Dictionary<string, string>? attributes))
        {
            throw new NotYetException("loss " + loss.Text("type"));
        }

        loss.RequireOnly(["type", "prediction", "target", "target_kind"]);
        if (!attributes.TryGetValue(loss.Text("target_kind"), out string? attribute))
        {
            throw new NotYetException($"loss {loss.Text("type")} with target_kind {loss.Text("target_kind")}");
        }

        string last = net.Items("layers")[^1].Text("name");
        if (!net.Texts("outputs").SequenceEqual([last]) || loss.Text("prediction") != last)
        {
            throw new NotYetException("output that is not the last layer");
        }

        return attribute;
    }

    private static Func<Optimizer>? OptimizerOf(ReferenceCase reference)
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

    private sealed record LayerRule(string[] Options, Func<Description, LayerText> Attribute);

    private sealed record LayerText(string Attribute, params string[] Arguments);

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
