using System.Linq;
using System.Text.RegularExpressions;
using NetGen.Generator.Declarations;
using NetGen.Generator.Emission;
using NetGen.Generator.Expressions;
using NetGen.Generator.Lowering.Kernels;
using NetGen.Generator.Tests.Stages;
using Xunit;

namespace NetGen.Generator.Tests.Kernels;

/// <summary>The loops of products stand in a file once for each order of sums, whatever the sums start from and whatever is stored of them.</summary>
public class SharedLoopTests
{
    [Fact]
    public void A_further_epilogue_adds_a_type_and_no_loop()
    {
        NetworkDeclaration declaration = Compiled.Declaration("using NetGen; [Network(1)] partial class Hand;");
        ProductKernel plain = Product(hasBias: true, "", Epilogue.Sum);
        ProductKernel negated = Product(hasBias: true, "Negated", -Epilogue.Sum);
        ProductKernel less = Product(hasBias: false, "Less", new Variable("upstream") - Epilogue.Sum, new RowOperand("upstream", RowOperandKind.Input));
        foreach (InstructionSet set in InstructionSet.All)
        {
            string one = KernelsEmitter.Body(declaration, set, [plain], []).Text;
            string three = KernelsEmitter.Body(declaration, set, [plain, negated, less], []).Text;
            Assert.Equal(["AllRows", "Tile", "Row"], Loops(three));
            Assert.Equal(Count(one, "for ("), Count(three, "for ("));
            Assert.Contains("AllRows<FromBias, PlainSum>(", three);
            Assert.Contains("AllRows<FromBias, NegatedEpilogue>(", three);
            Assert.Contains("AllRows<FromZero, LessEpilogue>(", three);
        }
    }

    /// <summary>Loops that hand on more operands are further ones.</summary>
    [Fact]
    public void Many_operands_have_loops_of_their_own()
    {
        NetworkDeclaration declaration = Compiled.Declaration("using NetGen; [Network(1)] partial class Hand;");
        string[] names = ["a", "b", "c"];
        Expression sum = names.Aggregate((Expression)Epilogue.Sum, (whole, name) => whole + new Variable(name));
        ProductKernel many = Product(hasBias: true, "Many", sum, [.. names.Select(name => new RowOperand(name, RowOperandKind.Input))]);
        string text = KernelsEmitter.Body(declaration, InstructionSet.Narrowest, [Product(hasBias: true, "", Epilogue.Sum), many], []).Text;
        Assert.Equal(["AllRows", "Tile", "Row", "AllRowsOf3", "TileOf3", "RowOf3"], Loops(text));
        Assert.Contains("AllRowsOf3<FromBias, ManyEpilogue>(", text);
    }

    private static ProductKernel Product(bool hasBias, string epilogue, Expression expression, params RowOperand[] operands)
    {
        ProductKernel kernel = ProductKernel.Of("Product", 100, 100, hasBias, predicts: true);
        return kernel with { Name = kernel.Name + epilogue, Epilogue = new Epilogue(epilogue, expression, [.. operands]) };
    }

    private static string[] Loops(string text) => [.. Regex.Matches(text, @"private static void (\w+)<").Select(match => match.Groups[1].Value)];

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
