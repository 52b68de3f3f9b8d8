using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Operators;

/// <summary>
/// What the parameters of a user's function are called in kernels: the first is x, the others keep their names unless emitted code uses the name for something else.
/// Names in files are not touched.
/// </summary>
internal sealed class OperandNames
{
    /// <summary>Locals and parameters of kernels, the roles that an operation gives its values, and what functions are called.</summary>
    private static readonly HashSet<string> Taken = new(
        ("a abs apply atan b bias biases block body by ceiling chain column columns constant cos count difference done element elements end erf erfc exp expM1 factor factors first floor from full group height "
        + "hasBias i in index input inputs isFirst isMax isOpen isStart isSmall isWhole j k lane lanes last lastFactors lastValues left leftGroup leftRows leftStride leftStrip length literal log log1P loss losses "
        + "lower minus most negative next number offset one output outputs packedLeft packedRight packsLeft packsRight panel panels perBlock position power product quotient remainder rest result results right "
        + "rightRows rightStride rightStrip root row rows run scale scaleLanes scales share sigmoid sin size softplus source sqrt square start step stride strip sum sums target tanh tile tiled to transposed "
        + "upper upstream used value values vector vectors weight weights whole wide x y t w z").Split(' '),
        StringComparer.Ordinal);

    /// <summary>What templates append to the name of an operand.</summary>
    private static readonly string[] Endings = ["Row", "Lanes", "Index", "Element", "Start"];

    private readonly Dictionary<string, Expression> _variables = new(StringComparer.Ordinal);

    public OperandNames(IEnumerable<string> parameters)
    {
        string[] all = parameters.ToArray();
        Operands = all.Select((name, i) => i == 0 ? "x" : IsFree(name) ? name : name + "Parameter").ToEquatableArray();
        for (int i = 0; i < all.Length; i++)
        {
            _variables.Add(all[i], new Variable(Operands[i]));
        }
    }

    /// <summary>The names in kernels, in the order of the parameters.</summary>
    public EquatableArray<string> Operands { get; }

    /// <summary>An expression of the parameters in these names.</summary>
    public Expression In(Expression expression) => Substitution.Rename(expression, _variables);

    /// <summary>
    /// What the kernel of a user's function is called. It must not look like a kernel of a layer or loss, which is called after that and its sizes. That it differs from
    /// all other functions, <see cref="FunctionNames"/> sees to.
    /// </summary>
    public static string Kernel(string function)
    {
        string name = Emission.Text.Capital(function);
        return OurWords.Any(word => name.StartsWith(word, StringComparison.Ordinal)) ? "Own" + name : name;
    }

    private static IEnumerable<string> OurWords => OperatorCatalog.Attributes
        .Where(attribute => OperatorCatalog.FindLayer(attribute) is not PointwiseLayer)
        .Select(attribute => attribute.Substring(attribute.LastIndexOf('.') + 1))
        .Concat(["Apply", "Avx", "By", "Dot", "Is", "Optimized", "Outer", "Own", "Product", "Row", "Sum", "Transpose", "Vector"]);

    private static bool IsFree(string name) =>
        char.IsLower(name[0]) && name.All(char.IsLetterOrDigit)
        && Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetKeywordKind(name) == Microsoft.CodeAnalysis.CSharp.SyntaxKind.None
        && !Taken.Contains(name) && !Endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal) || name.Contains(ending + "For"))
        && !name.EndsWith("Parameter", StringComparison.Ordinal);
}
