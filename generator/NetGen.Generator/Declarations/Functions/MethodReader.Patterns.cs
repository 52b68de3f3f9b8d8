using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NetGen.Generator.Expressions;

namespace NetGen.Generator.Declarations.Functions;

/// <content><c>x is &gt; 0 and &lt; 1</c> and switch expressions of such patterns.</content>
internal sealed partial class MethodReader
{
    private Term.Truth? ReadTest(IIsPatternOperation test) => ReadNumber(test.Value) is { } value && ReadPattern(test.Pattern, value) is { } condition ? new Term.Truth(condition) : null;

    private Term? ReadSwitch(ISwitchExpressionOperation choice)
    {
        Term? result = null;
        if (ReadNumber(choice.Value) is not { } value)
        {
            return null;
        }

        for (int i = choice.Arms.Length - 1; i >= 0; i--)
        {
            ISwitchExpressionArmOperation arm = choice.Arms[i];
            Condition? condition = ReadPattern(arm.Pattern, value);
            condition = arm.Guard is null ? condition : condition is not null && ReadCondition(arm.Guard) is { } guard ? condition & guard : null;
            Term? term = Read(arm.Value);
            if (condition is null)
            {
                return null;
            }

            if (i == choice.Arms.Length - 1 && condition is not Condition.Known { Holds: true })
            {
                return Refuse(choice, "the switch", "its last arm must be '_', which takes all other numbers");
            }

            result = Choose(arm, condition, term, result);
        }

        return result;
    }

    private Condition? ReadPattern(IPatternOperation pattern, Expression value)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return new Condition.Known(true);
            case IConstantPatternOperation constant when ReadNumber(constant.Value) is { } number:
                // Unlike ==, the pattern NaN fits NaN.
                return number is Constant { Value: double.NaN } ? !new Condition.Compare(Comparison.Equal, value, value) : new Condition.Compare(Comparison.Equal, value, number);
            case IRelationalPatternOperation relation when ReadNumber(relation.Value) is { } number:
                return Compare(relation.OperatorKind, value, number);
            case INegatedPatternOperation negated:
                return ReadPattern(negated.Pattern, value) is { } inner ? !inner : null;
            case IBinaryPatternOperation both:
                return (ReadPattern(both.LeftPattern, value), ReadPattern(both.RightPattern, value)) is ({ } left, { } right)
                    ? both.OperatorKind == BinaryOperatorKind.And ? left & right : left | right
                    : null;
            default:
                Refuse(pattern);
                return null;
        }
    }
}
