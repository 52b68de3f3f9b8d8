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
        Is("min(x, y)", Min(X, Y));
        Is("min(max(x, -1), 6)", Min(Max(X, -1.0), 6.0));
        Is("x == y ? x : (y < x ? y : 1)", new Select(Comparison.Equal, X, Y, X, IfLess(Y, X, Y, One)));
        Is("log(1 + exp(x))", Softplus(X));
        Is("sqrt(x) - ceil(y)", Sqrt(X) - new Unary(UnaryOperator.Ceiling, Y));
        Is("F(x, y + 1)", new Invocation("global::Some.Place.F", [X, Y + 1.0]));
        Is("x <= 0 ? 0 : 1", IfLessOrEqual(X, Zero, Zero, One));
        Is("y * (x <= 0 ? 0 : 1)", Y * IfLessOrEqual(X, Zero, Zero, One));
    }

    private static void Is(string formula, Expression expression) => Assert.Equal(formula, ExpressionFormula.Write(expression, name => name));
}
