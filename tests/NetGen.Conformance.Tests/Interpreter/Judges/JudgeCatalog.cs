using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Operators;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>Every judge. An operator of the generator without one fails <see cref="CatalogTests"/>, and every graph that holds it.</summary>
internal static class JudgeCatalog
{
    private static readonly OperationJudge[] Operations =
    [
        new DenseJudge(),
        new SoftmaxJudge(),
        new LogSoftmaxJudge(),
        new SparsemaxJudge(),
        new MaxoutJudge(),
        new PreluJudge(),
        new RowNormJudge("LayerNorm", centers: true),
        new RowNormJudge("RmsNorm", centers: false),
        new FeatureScaleJudge("FeatureScaleAndShift", "NetGen.LayerNorm"),
        new FeatureScaleJudge("FeatureScale", "NetGen.RmsNorm"),
        new BatchMeanJudge(),
        new BatchVarianceJudge(),
        new UnbiasedVarianceJudge(),
        new BatchNormScaleJudge(),
        new BatchNormJudge(),
        new NormalizeJudge(),
        new DropoutJudge(),
        new DropoutKeepJudge(),
        new DropoutShareJudge(),
        .. MoveJudge.All,
        new MeanJudge(),
        new DotJudge(),
        new EmbeddingJudge(isBag: false),
        new EmbeddingJudge(isBag: true),
        new PointwiseJudge("ScaleAndShift", o => new(x => (o[0] * x) + o[1], (_, _) => o[0])),
        .. SeveralValueLossJudges.Nodes,
        .. Activations.All,
        .. MergeJudge.All,
        .. UserFunctions.All.Select(function => new UserFunctionJudge(function)),
    ];

    private static readonly ObjectiveJudge[] Objectives =
    [
        .. ElementLosses.All,
        .. SeveralValueLossJudges.Objectives,
        new SoftmaxCrossEntropyJudge(),
        new CrossEntropyJudge(),
        new NegativeLogLikelihoodJudge(),
        new SumOfMarginsJudge("MultiMargin"),
        new SumOfMarginsJudge("WestonWatkins"),
        new CrammerSingerJudge(),
        new SparsemaxLossJudge(),
    ];

    /// <summary>The attributes that can be judged.</summary>
    public static IEnumerable<string> Attributes => Operations.Select(judge => judge.Attribute).Concat(Objectives.Select(judge => judge.Attribute));

    public static OperationJudge Of(Operation operation)
    {
        string name = operation is Pointwise pointwise ? pointwise.Function : operation.GetType().Name;
        return Operations.FirstOrDefault(judge => judge.Operation == name) ?? throw Unknown("operation", name, nameof(OperationJudge));
    }

    public static ObjectiveJudge Of(ObjectiveOperation objective)
    {
        string name = objective switch { ElementLossOperation element => element.Loss.Name, SumOfMargins margins => margins.Loss, _ => objective.GetType().Name };
        return Objectives.FirstOrDefault(judge => judge.Operation == name) ?? throw Unknown("objective", name, nameof(ObjectiveJudge));
    }

    private static NotSupportedException Unknown(string kind, string name, string type) =>
        new($"The interpreter does not know the {kind} {name}. Write its {type} from its mathematical definition, in Interpreter/Judges, and name it in {nameof(JudgeCatalog)}.");
}
