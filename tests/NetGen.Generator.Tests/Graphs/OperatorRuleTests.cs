using NetGen.Generator.Tests.Diagnostics;
using Xunit;

namespace NetGen.Generator.Tests.Graphs;

/// <summary>What layers that move elements, embeddings and losses of several values refuse, and where.</summary>
public class OperatorRuleTests
{
    [Theory]
    [InlineData("[Network(2, 3)] [Reshape({|NG2003:4|}, 2)]", "reshape1 expects 8 elements for the shape [4, 2], but x gives 6 of the shape [2, 3]")]
    [InlineData("[Network(2, 3)] [Reshape({|NG2003:4|}, -1)]", "reshape1 expects a multiple of 4 elements for the shape [4, -1], but x gives 6 of the shape [2, 3]")]
    [InlineData("[Network(2, 3)] [Reshape(6, {|NG2001:0|})]", "the size of reshape1 is 0, but it must be from 1 to 268435456")]
    [InlineData("[Network(2, 3)] [Reshape(-1, 2, {|NG1010:-1|})]", "shape of reshape1 is -1, 2, -1, but it must be -1 for one axis at most")]
    [InlineData("[Network(2, 3)] [Transpose({|NG2003:0|}, 1, 2)]", "transpose1 expects 3 axes, as many as it lists, but x gives [2, 3]")]
    [InlineData("[Network(2, 3)] [Transpose(0, {|NG2002:2|})]", "axis 2 of transpose1 does not exist: its input has the shape [2, 3], so the axis must be from 0 to 1")]
    [InlineData("[Network(2, 3)] [Transpose(1, {|NG1010:1|})]", "axes of transpose1 is 1, 1, but it must be each axis once")]
    [InlineData("[Network(2, 3)] [Select({|NG1010:2|})]", "index of select1 is 2, but it must be from -2 to 1, as axis 0 of x [2, 3] has the length 2")]
    [InlineData("[Network(2, 3)] [Select(0, {|NG2002:Axis = 2|})]", "axis 2 of select1 does not exist: its input has the shape [2, 3], so the axis must be from -2 to 1")]
    [InlineData("[Network(2, 3)] [Mean({|NG2002:Axis = -3|})]", "axis -3 of mean1 does not exist: its input has the shape [2, 3], so the axis must be from -2 to 1")]
    [InlineData("[Network(2)] [Mean] [{|NG2003:Mean|}]", "mean2 expects a value with axes, but mean1 gives a single number")]
    [InlineData("[Network(2)] [ScaleAndShift({|NG1010:double.NaN|})]", "scale of ScaleAndShift is NaN, but it must be a finite float")]
    [InlineData("[Network(2, 3)] [Input(\"b\", 3, 3)] [Concat(\"x\", {|NG2003:\"b\"|})]", "concat1 expects the shape of x, [2, 3], on all axes but 1, but b gives [3, 3]")]
    [InlineData("[Network(2)] [Concat(\"x\", \"x\", {|NG2002:Axis = 1|})]", "axis 1 of concat1 does not exist: its input has the shape [2], so the axis must be from -1 to 0")]
    [InlineData("[Network(2, 3)] [Input(\"b\", 2)] [Dot(\"x\", {|NG2003:\"b\"|})]", "dot1 expects [2, 3] or [3], to fit x, but b gives [2]")]
    [InlineData("[Network(3)] [Input(\"b\", 3, 3)] [Dot(\"x\", {|NG2003:\"b\"|})]", "dot1 expects [3], to fit x, but b gives [3, 3]")]
    [InlineData("[Network(3)] [{|NG1019:Embedding(4, 2)|}]", "embedding1 reads ints, but x holds floats")]
    [InlineData("[Network(3, Kind = ElementKind.Int)] [{|NG1019:Dense(4)|}]", "dense1 reads floats, but x holds ints")]
    [InlineData("[Network(3, Kind = ElementKind.Int)] [EmbeddingBag({|NG2001:0|}, 2)]", "the size of embeddingBag1 is 0, but it must be from 1 to 89478421")]
    [InlineData("[Network(3, Kind = ElementKind.Int)] [Embedding(5, {|NG2001:-1|})]", "the size of embedding1 (3 rows) is -1, but it must be from 1 to 89478485")]
    [InlineData("[Network(3)] [Dense(2)] [GaussianNegativeLogLikelihood(\"dense1\", {|NG2003:\"x\"|})]", "GaussianNegativeLogLikelihood expects logVariance to be [2], but x gives [3]")]
    [InlineData("[Network(3)] [Dense(3)] [CosineEmbedding(\"dense1\", {|NG1011:\"y2\"|})]", "CosineEmbedding reads 'y2', but no layer or input above it has that name")]
    [InlineData("[Network(3)] [Dense(3)] [CosineEmbedding(\"dense1\", \"x\", {|NG1010:Margin = 2|})]", "Margin of CosineEmbedding is 2, but it must be from -1 to 1")]
    [InlineData("[Network(3)] [Dense(3)] [SkipGram(\"dense1\", \"x\", {|NG2003:\"x\"|})]", "SkipGram expects negatives to be [words, 3], but x gives [3]")]
    public void What_does_not_fit(string attributes, string message) => Expect.Problems($"using NetGen; {attributes} partial class A;", message);

    /// <summary>The least that each takes, and single numbers.</summary>
    [Fact]
    public void What_just_fits() => Expect.Clean(
        "using NetGen; [Network(1)] [Reshape(1, 1), Transpose, Flatten, Select(0)] [HalfSquaredError] partial class A;",
        "using NetGen; [Network(3)] [Mean] [Tanh, Dense(1)] [HalfSquaredError] partial class A;",
        "using NetGen; [Network(1, Kind = ElementKind.Int)] [Embedding(1, 1)] [Dense(2), HalfSquaredError] partial class A;",
        "using NetGen; [Network] [Input(\"word\", Kind = ElementKind.Int)] [EmbeddingBag(2, 3, From = \"word\")] [HalfSquaredError] partial class A;",
        "using NetGen; [Network(1)] [Dot(\"x\", \"x\")] [Dot(\"x\", \"x\", Name = \"again\"), Multiply(\"dot1\", \"again\")] [HalfSquaredError] partial class A;");
}
