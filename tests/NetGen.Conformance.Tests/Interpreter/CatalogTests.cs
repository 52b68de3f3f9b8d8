using System.Linq;
using NetGen.Conformance.Tests.Interpreter.Judges;
using NetGen.Generator.Operators;
using Xunit;

namespace NetGen.Conformance.Tests.Interpreter;

/// <summary>Every operator brings its judge.</summary>
public sealed class CatalogTests
{
    [Fact]
    public void Every_attribute_of_the_generator_has_a_judge() =>
        Assert.Empty(OperatorCatalog.Attributes.Except(JudgeCatalog.Attributes));

    [Fact]
    public void No_judge_is_left_of_an_attribute_that_is_gone() =>
        Assert.Empty(JudgeCatalog.Attributes.Except(OperatorCatalog.Attributes));
}
