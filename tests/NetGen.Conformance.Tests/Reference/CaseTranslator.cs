using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace NetGen.Conformance.Tests.Reference;

/// <summary>
/// Turns the network description of a case into attributes. The two tables at the top are what a new layer or loss is added to, and <see cref="OptimizerTranslator"/> has one of optimizers;
/// everything a description says that no table names makes the case a skipped one, with that as the reason.
/// </summary>
internal static partial class CaseTranslator
{
    /// <summary>Layer type: the options it may have, and the attribute with its arguments. Axes count the batch in the reference, and do not here.</summary>
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
        ["add"] = new([], _ => new("Add")) { IsMerge = true },
        ["sub"] = new([], _ => new("Subtract")) { IsMerge = true },
        ["mul"] = new([], _ => new("Multiply")) { IsMerge = true },
        ["concat"] = new(["axis"], layer => new("Concat", ExampleAxis(layer))) { IsMerge = true },
        ["flatten"] = new([], _ => new("Flatten")),
        ["reshape"] = new(["shape"], layer => new("Reshape", layer.Numbers("shape"))),
        ["transpose"] = new(["perm"], layer => new("Transpose", [.. layer.Integers("perm")[1..].Select(axis => FormattableString.Invariant($"{axis - 1}"))])),
        ["select"] = new(["axis", "index"], layer => new("Select", [layer.Number("index"), .. ExampleAxis(layer)])),
        ["mean"] = new(["axis"], layer => new("Mean", ExampleAxis(layer))),
        ["affine_const"] = new(["scale", "shift"], layer => new("ScaleAndShift", layer.Number("scale"), layer.Number("shift"))),
        ["stop_gradient"] = new([], _ => new("StopGradient")),
        ["layer_norm"] = new(["shape", "eps"], layer => new("LayerNorm", [FormattableString.Invariant($"Axes = {layer.Integers("shape").Length}"), .. layer.Option("Epsilon", "eps")])),
        ["rms_norm"] = new(["features", "eps"], layer => new("RmsNorm", layer.Option("Epsilon", "eps"))),
        ["batch_norm"] = new(
            ["features", "eps", "momentum", "training"],
            layer => new("BatchNorm", [.. layer.Option("Epsilon", "eps"), .. layer.Option("Momentum", "momentum"), .. layer.Is("training") ? [] : (string[])["Running = true"]]))
        {
            HasFeaturesFirst = true,
            TrainsDifferently = layer => layer.Is("training"),
        },
        ["embedding"] = new(["vocab", "dim"], layer => new("Embedding", layer.Number("vocab"), layer.Number("dim"))),
        ["embedding_bag"] = new(["vocab", "dim"], layer => new("EmbeddingBag", layer.Number("vocab"), layer.Number("dim"))),
        ["dropout"] = new(["p", "mode"], layer => new("Dropout", [layer.Number("p"), .. layer.Text("mode") == "plain" ? ["Plain = true"] : (string[])[]]))
        {
            TakesMask = true,
            TrainsDifferently = _ => true,
        },
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
        ["gaussian_nll"] = new([""], [], _ => new("GaussianNegativeLogLikelihood")) { TakesPredictions = true },
        ["cosine_embedding"] = new([""], ["margin"], loss => new("CosineEmbedding", loss.Option("Margin", "margin"))) { TakesPredictions = true },
        ["word2vec_sgns"] = new([""], [], _ => new("SkipGram")) { TakesPredictions = true },
        ["poisson_nll"] = new([""], ["log_input", "eps"], loss => new("Poisson", [.. loss.Option("LogInput", "log_input"), .. loss.Option("Epsilon", "eps")])),
    };

    /// <summary>The case as a class of the given name.</summary>
    public static Translation Translate(ReferenceCase reference)
    {
        try
        {
            return reference.Kind switch
            {
                "net" => TranslateNet(reference),
                "dqn" => TranslateDqn(reference),
                "schedule" => Translation.Of(reference, ScheduleTranslator.ScheduleOf(reference)),
                var other => throw new NotYetException($"kind {other}"),
            };
        }
        catch (NotYetException reason)
        {
            return Translation.Skip(reference, reason.Message);
        }
    }

    /// <summary>The class of a case.</summary>
    public static string ClassName(string name) => "Case_" + NoIdentifier().Replace(name, "_");

    private static Translation TranslateNet(ReferenceCase reference)
    {
        Func<Optimizer>? optimizer = OptimizerTranslator.OptimizerOf(reference);
        var net = new NetTranslator(reference);
        string className = ClassName(reference.Name);
        return new Translation(reference, net.Source(className), optimizer, net.Names, SkipReason: null)
        {
            WithoutLoss = net.TrainsDifferently ? net.SourceWithoutLoss(className + "_Outputs") : null,
            Schedule = ScheduleTranslator.ScheduleOf(reference),
        };
    }

    /// <summary>The network of the values Q, with the caller's own gradient.</summary>
    private static Translation TranslateDqn(ReferenceCase reference)
    {
        new Description("dqn", reference.Description("dqn")!.Value).RequireOnly(["alpha", "gamma", "separate_target"]);
        var net = new NetTranslator(reference);
        return new Translation(reference, net.SourceWithoutLoss(ClassName(reference.Name)), null, net.Names, SkipReason: null);
    }

    /// <summary>The rule of a layer.</summary>
    public static LayerRule RuleOf(Description layer)
    {
        LayerRule rule = Layers.TryGetValue(layer.Text("type"), out LayerRule? known) ? known : throw new NotYetException("layer " + layer.Text("type"));
        layer.RequireOnly(["name", "type", "inputs", "params_of", .. rule.Options]);
        return rule;
    }

    /// <summary>The rule of a loss.</summary>
    public static LossRule RuleOfLoss(Description loss)
    {
        LossRule rule = Losses.TryGetValue(loss.Text("type"), out LossRule? known) ? known : throw new NotYetException("loss " + loss.Text("type"));
        loss.RequireOnly(["type", "prediction", "target", "target_kind", .. rule.Options]);
        return rule.TargetKinds.Contains(loss.Text("target_kind")) ? rule : throw new NotYetException($"loss {loss.Text("type")} with target_kind {loss.Text("target_kind")}");
    }

    /// <summary>The reference counts the batch axis as 0; an attribute counts the axes of one example.</summary>
    private static string[] ExampleAxis(Description layer)
    {
        int axis = layer.Integer("axis");
        return axis switch
        {
            -1 => [],
            0 => throw new NotYetException("an axis of the batch"),
            _ => [FormattableString.Invariant($"Axis = {(axis > 0 ? axis - 1 : axis)}")],
        };
    }

    [GeneratedRegex("[^A-Za-z0-9_]")]
    private static partial Regex NoIdentifier();
}

/// <summary>How a layer is translated.</summary>
/// <param name="Options">The options it may have.</param>
/// <param name="Attribute">Its attribute.</param>
internal sealed record LayerRule(string[] Options, Func<Description, AttributeText> Attribute)
{
    /// <summary>Whether the attribute's first arguments are the values it reads.</summary>
    public bool IsMerge { get; init; }

    /// <summary>Whether the features lie on the reference's axis 1, and here on the last one.</summary>
    public bool HasFeaturesFirst { get; init; }

    /// <summary>Whether the last value it reads is a mask, which the network draws itself or asks for by an input of its own.</summary>
    public bool TakesMask { get; init; }

    /// <summary>Whether it computes something else in prediction.</summary>
    public Func<Description, bool> TrainsDifferently { get; init; } = _ => false;
}

/// <summary>How a loss is translated.</summary>
/// <param name="TargetKinds">The kinds of target it takes.</param>
/// <param name="Options">The options it may have.</param>
/// <param name="Attribute">Its attribute.</param>
internal sealed record LossRule(string[] TargetKinds, string[] Options, Func<Description, AttributeText> Attribute)
{
    /// <summary>Whether the attribute's first arguments are the values it is a loss of.</summary>
    public bool TakesPredictions { get; init; }
}
