using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Operators;

/// <summary>Every attribute that the compiler knows: one line each.</summary>
internal static class OperatorCatalog
{
    private static readonly LayerOperator[] Layers =
    [
        new DenseLayer(),
        new SoftmaxLayer(),
        new LogSoftmaxLayer(),
        new SparsemaxLayer(),
        new MaxoutLayer(),
        new PreluLayer(),
        new ScaleAndShiftLayer(),
        new FlattenLayer(),
        new ReshapeLayer(),
        new TransposeLayer(),
        new SelectLayer(),
        new MeanLayer(),
        new StopGradientLayer(),
        new ConcatLayer(),
        new DotLayer(),
        new EmbeddingLayer(isBag: false),
        new EmbeddingLayer(isBag: true),
        new ElementwiseLayer(),
        .. PointwiseFunctions.All.Select(function => new PointwiseLayer(function)),
        new DropoutLayer(),
        new BatchNormLayer(),
        new LayerNormLayer(),
        new RmsNormLayer(),
        new NormalizeLayer(),
        .. ElementwiseMerge.All,
    ];

    private static readonly ObjectiveOperator[] Objectives =
    [
        new SoftmaxCrossEntropyObjective(),
        new LossFunctionObjective(),
        new CrossEntropyObjective(),
        new NegativeLogLikelihoodObjective(),
        new MarginLossObjective("MultiMargin"),
        new MarginLossObjective("WestonWatkins"),
        new MarginLossObjective("CrammerSinger"),
        new SparsemaxLossObjective(),
        new GaussianNegativeLogLikelihoodObjective(),
        new CosineEmbeddingObjective(),
        new SkipGramObjective(),
        .. ElementLosses.All.Select(loss => new ElementLossObjective(loss)),
    ];

    private static readonly ModifierOperator[] Modifiers =
    [
        new InitializerModifier("NetGen.WeightInitializer", ParameterRole.Weight),
        new InitializerModifier("NetGen.BiasInitializer", ParameterRole.Bias),
        new DropConnectModifier(),
        new PenaltyModifier(isL1: true),
        new PenaltyModifier(isL1: false),
    ];

    private static readonly Dictionary<string, LayerOperator> LayersByAttribute = Layers.ToDictionary(layer => layer.Attribute);

    private static readonly Dictionary<string, ObjectiveOperator> ObjectivesByAttribute = Objectives.ToDictionary(objective => objective.Attribute);

    private static readonly Dictionary<string, ModifierOperator> ModifiersByAttribute = Modifiers.ToDictionary(modifier => modifier.Attribute);

    /// <summary>The attributes of all layers and objectives.</summary>
    public static IEnumerable<string> Attributes => LayersByAttribute.Keys.Concat(ObjectivesByAttribute.Keys);

    public static LayerOperator? FindLayer(string attribute) => LayersByAttribute.TryGetValue(attribute, out LayerOperator? found) ? found : null;

    public static ObjectiveOperator? FindObjective(string attribute) => ObjectivesByAttribute.TryGetValue(attribute, out ObjectiveOperator? found) ? found : null;

    public static ModifierOperator? FindModifier(string attribute) => ModifiersByAttribute.TryGetValue(attribute, out ModifierOperator? found) ? found : null;
}
