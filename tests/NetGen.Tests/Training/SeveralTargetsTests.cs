using System;
using System.Collections.Immutable;
using Xunit;

namespace NetGen.Tests;

public class SeveralTargetsTests
{
    [Fact]
    public void Each_target_has_its_rule()
    {
        ExamplesCheck.Require(Data([1, -1], [0.25f, 1]), Info([TargetRule.Signs, TargetRule.Probabilities]), "train");
        Refused("The target second of train", "in row 1", Data([1, -1], [0.25f, 2]), Info([TargetRule.Signs, TargetRule.Probabilities]));
        Refused("The target first of train", "in row 0", Data([0, 1], [0.25f, 1]), Info([TargetRule.Signs, TargetRule.Probabilities]));
    }

    [Fact]
    public void One_rule_is_that_of_the_first()
    {
        ExamplesCheck.Require(Data([1, -1], [5, 7]), Info([]), "train");
        Refused("The target first of train", "in row 1", Data([1, 5], [5, 7]), Info([]));
    }

    [Fact]
    public void Several_outputs_decide_no_class() => Assert.Equal(0, Decisions.Of(Info([])).Classes);

    private static void Refused(string start, string part, Examples examples, NetworkInfo info)
    {
        string message = Assert.Throws<ArgumentException>("train", () => ExamplesCheck.Require(examples, info, "train")).Message;
        Assert.StartsWith(start, message, StringComparison.Ordinal);
        Assert.Contains(part, message, StringComparison.Ordinal);
    }

    private static Examples Data(float[] first, float[] second) => new([new Column(new float[2], 1)], [new Column(first, 1), new Column(second, 1)]);

    private static NetworkInfo Info(ImmutableArray<TargetRule> rules) => new()
    {
        Name = "Several",
        Inputs = [new FieldInfo("x", [1], ElementKind.Float)],
        Outputs = [new FieldInfo("a", [1], ElementKind.Float), new FieldInfo("b", [1], ElementKind.Float)],
        Targets = [new FieldInfo("first", [1], ElementKind.Float), new FieldInfo("second", [1], ElementKind.Float)],
        Layers = [],
        Layout = new ParameterLayout([], 0),
        WorkspaceFixedFloats = 0,
        WorkspaceFloatsPerRow = 0,
        Decision = ClassDecision.None,
        TargetRule = TargetRule.Signs,
        TargetRules = rules,
    };
}
