using System;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NetGen.Generator.Expressions;

namespace NetGen.Generator.Declarations.Functions;

/// <content>Expressions: numbers and conditions.</content>
internal sealed partial class MethodReader
{
    private Expression? ReadNumber(IOperation operation) => (Read(operation) as Term.Number)?.Value;

    private Condition? ReadCondition(IOperation operation) => (Read(operation) as Term.Truth)?.Value;

    private Term? Read(IOperation operation)
    {
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
        {
            return ReadConstant(operation, constant);
        }

        if (operation.Type?.SpecialType == SpecialType.System_Double && _context.FirstDouble is null)
        {
            _context.NoteDouble(SiteOf(operation), _method.Name);
        }

        Term? term = operation switch
        {
            ILocalReferenceOperation local => Value(operation, local.Local),
            IParameterReferenceOperation parameter => Value(operation, parameter.Parameter),
            IConversionOperation conversion => ReadConversion(conversion),
            IUnaryOperation { OperatorMethod: null } unary => ReadUnary(unary),
            IBinaryOperation { OperatorMethod: null } binary => ReadBinary(binary),
            IConditionalOperation { WhenFalse: { } otherwise } choice => ReadChoice(choice, choice.Condition, choice.WhenTrue, otherwise),
            IInvocationOperation call => ReadCall(call),
            IIsPatternOperation test => ReadTest(test),
            ISwitchExpressionOperation choice => ReadSwitch(choice),
            _ => Refuse(operation),
        };
        return term switch
        {
            Term.Number number when !_context.Fits(number.Value) => RefuseSize(operation),
            Term.Truth truth when truth.Value.Size > FunctionContext.LargestExpression => RefuseSize(operation),
            _ => term,
        };
    }

    private Term? ReadConstant(IOperation operation, object? constant) => constant switch
    {
        bool holds => new Term.Truth(new Condition.Known(holds)),
        float number => new Term.Number(Shortest(number)),
        double or int or uint or long or ulong or short or ushort or byte or sbyte => new Term.Number(((IConvertible)constant).ToDouble(CultureInfo.InvariantCulture)),
        _ => Refuse(operation),
    };

    /// <summary>The number with the fewest decimal digits that is this float: the 0.1 of 0.1f, so that formulas and code show what was written.</summary>
    public static double Shortest(float number)
    {
        for (int digits = 6; digits < 9; digits++)
        {
            double candidate = double.Parse(number.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if ((float)candidate == number)
            {
                return candidate;
            }
        }

        return number;
    }

    /// <summary>A local or parameter; null if it has none because it could not be read, or because of an error of which the C# compiler tells.</summary>
    private Term? Value(IOperation operation, ISymbol variable)
    {
        if (!_environment.TryGetValue(variable, out Term? value))
        {
            _context.HasCompilerErrors = true;
        }

        return value is Term.Number && !IsFloating(operation.Type) ? RefuseInteger(operation) : value;
    }

    private Term? ReadConversion(IConversionOperation conversion)
    {
        if (conversion.OperatorMethod is not null || !IsFloating(conversion.Type))
        {
            return conversion.Type?.SpecialType == SpecialType.System_Boolean && conversion.OperatorMethod is null ? Read(conversion.Operand)
                : IsInteger(conversion.Type) ? RefuseInteger(conversion)
                : Refuse(conversion);
        }

        return conversion.Operand is IInvocationOperation call && IsSign(call) ? ReadCall(call) : Read(conversion.Operand);
    }

    private Term? ReadUnary(IUnaryOperation unary)
    {
        if (unary.OperatorKind == UnaryOperatorKind.Not && unary.Type?.SpecialType == SpecialType.System_Boolean)
        {
            return ReadCondition(unary.Operand) is { } condition ? new Term.Truth(!condition) : null;
        }

        if (!IsFloating(unary.Type))
        {
            return RefuseInteger(unary);
        }

        return ReadNumber(unary.Operand) is not { } operand ? null : unary.OperatorKind switch
        {
            UnaryOperatorKind.Plus => new Term.Number(operand),
            UnaryOperatorKind.Minus => new Term.Number(-operand),
            _ => Refuse(unary),
        };
    }

    private Term? ReadBinary(IBinaryOperation binary) => (IsBoolean(binary.Type), IsBoolean(binary.LeftOperand.Type)) switch
    {
        (true, true) => ReadLogic(binary),
        (true, false) => ReadComparison(binary),
        _ => ReadArithmetic(binary, binary.OperatorKind, binary.LeftOperand, binary.RightOperand),
    };

    private Term? ReadArithmetic(IOperation operation, BinaryOperatorKind kind, IOperation leftOperand, IOperation rightOperand)
    {
        if (!IsFloating(operation.Type))
        {
            return IsInteger(operation.Type) ? RefuseInteger(operation) : Refuse(operation);
        }

        if ((ReadNumber(leftOperand), ReadNumber(rightOperand)) is not ({ } left, { } right))
        {
            return null;
        }

        return kind switch
        {
            BinaryOperatorKind.Add => new Term.Number(left + right),
            BinaryOperatorKind.Subtract => new Term.Number(left - right),
            BinaryOperatorKind.Multiply => new Term.Number(left * right),
            BinaryOperatorKind.Divide => new Term.Number(MathFunctions.Divide(left, right)),
            _ => Refuse(operation),
        };
    }

    private Term? ReadComparison(IBinaryOperation binary)
    {
        if (!IsFloating(binary.LeftOperand.Type) || !IsFloating(binary.RightOperand.Type))
        {
            return IsInteger(binary.LeftOperand.Type) ? RefuseInteger(binary) : Refuse(binary);
        }

        return (ReadNumber(binary.LeftOperand), ReadNumber(binary.RightOperand)) is ({ } left, { } right) && Compare(binary.OperatorKind, left, right) is { } condition
            ? new Term.Truth(condition)
            : null;
    }

    private static Condition? Compare(BinaryOperatorKind kind, Expression left, Expression right) => kind switch
    {
        BinaryOperatorKind.LessThan => new Condition.Compare(Comparison.Less, left, right),
        BinaryOperatorKind.LessThanOrEqual => new Condition.Compare(Comparison.LessOrEqual, left, right),
        BinaryOperatorKind.GreaterThan => new Condition.Compare(Comparison.Less, right, left),
        BinaryOperatorKind.GreaterThanOrEqual => new Condition.Compare(Comparison.LessOrEqual, right, left),
        BinaryOperatorKind.Equals => new Condition.Compare(Comparison.Equal, left, right),
        BinaryOperatorKind.NotEquals => !new Condition.Compare(Comparison.Equal, left, right),
        _ => null,
    };

    private Term? ReadLogic(IBinaryOperation binary)
    {
        if ((ReadCondition(binary.LeftOperand), ReadCondition(binary.RightOperand)) is not ({ } left, { } right))
        {
            return null;
        }

        return binary.OperatorKind switch
        {
            BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And => new Term.Truth(left & right),
            BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or => new Term.Truth(left | right),
            BinaryOperatorKind.NotEquals or BinaryOperatorKind.ExclusiveOr => new Term.Truth(left ^ right),
            BinaryOperatorKind.Equals => new Term.Truth(!(left ^ right)),
            _ => Refuse(binary),
        };
    }

    private Term? ReadChoice(IOperation operation, IOperation condition, IOperation whenTrue, IOperation whenFalse)
    {
        Condition? decides = ReadCondition(condition);
        Term? then = Read(whenTrue);
        Term? otherwise = Read(whenFalse);
        return decides is null ? null : Choose(operation, decides, then, otherwise);
    }

    /// <summary>Either term; null if one is unknown and could be chosen.</summary>
    private Term? Choose(IOperation operation, Condition condition, Term? then, Term? otherwise)
    {
        if (condition is Condition.Known known)
        {
            return known.Holds ? then : otherwise;
        }

        return (then, otherwise) switch
        {
            (Term.Number one, Term.Number other) => condition.Choose(one.Value, other.Value) is var choice && _context.Fits(choice) ? new Term.Number(choice) : RefuseSize(operation),
            (Term.Truth one, Term.Truth other) => new Term.Truth((condition & one.Value) | (!condition & other.Value)),
            _ => null,
        };
    }

    private static bool IsFloating(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double;

    private static bool IsBoolean(ITypeSymbol? type) => type?.SpecialType == SpecialType.System_Boolean;

    private static bool IsInteger(ITypeSymbol? type) => type?.SpecialType is >= SpecialType.System_Char and <= SpecialType.System_UInt64;
}
