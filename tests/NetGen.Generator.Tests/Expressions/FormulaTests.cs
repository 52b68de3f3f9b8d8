using NetGen.Generator.Expressions;
using Xunit;
using static NetGen.Generator.Expressions.Expression;
using static NetGen.Generator.Tests.Expressions.Tables;

namespace NetGen.Generator.Tests.Expressions;

/// <summary>Formulas in comments have the fewest brackets that keep their meaning.</summary>
public class FormulaTests
{
    [Fact]
    public void Brackets_stand_where_they_must_and_nowhere_else()
    {
        Is("x - (y - x)", X - (Y - X));
        Is("x - y - x", X - Y - X);
        Is("(x + y) * x", (X + Y) * X);
        Is("x + y * x", X + (Y * X));
        Is("x / (y / x)", X / (Y / X));
        Is("x / y / x", X / Y / X);
        Is("x / (y * x)", X / (Y * X));
        Is("-(x + y)", -(X + Y));
        Is("exp(x - y)", Exp(X - Y));
        Is("0.5 * x", 0.5 * X);
        Is("max(x, 0)", IfLessOrEqual(X, Zero, Zero, X));
        Is("max(x, y)", Max(X, Y));
        Is("x <= 0 ? 0 : 1", IfLessOrEqual(X, Zero, Zero, One));
        Is("y * (x <= 0 ? 0 : 1)", Y * IfLessOrEqual(X, Zero, Zero, One));
    }

    private static void Is(string formula, Expression expression) => Assert.Equal(formula, ExpressionFormula.Write(expression, name => name));
}
