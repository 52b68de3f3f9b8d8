using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Emission.Templates;
using NetGen.Generator.Expressions;

namespace NetGen.Generator.Emission;

/// <summary>
/// An expression as kernels write it: a short one wherever it is needed, else a call of a small method, which stands in the file once and computes once what occurs
/// more than once.
/// </summary>
/// <param name="Method">The method's name, which the content determines.</param>
/// <param name="Body">The expression.</param>
/// <param name="IsWrittenOnce">Whether only one place of the file needs it: a longer one is then written there, too.</param>
internal sealed record KernelExpression(string Method, Expression Body, bool IsWrittenOnce = false)
{
    /// <summary>Operations of the longest expression that is written wherever it is needed.</summary>
    private const int ShortLength = 4;

    /// <summary>Operations of the longest expression that is written where alone it is needed.</summary>
    private const int LongestLine = 16;

    /// <summary>Operations of one statement.</summary>
    private const int StatementLength = 6;

    private bool IsShort => ExpressionCost.IsShort(Body, IsWrittenOnce ? LongestLine : ShortLength);

    /// <summary>The variables and single elements that it reads, in order of first occurrence: the parameters of the method.</summary>
    public IReadOnlyList<Expression> Reads => ReadsOf(Body);

    /// <summary>The expression or the call. <paramref name="read"/> gives the text of what it reads.</summary>
    public string Write(ExpressionForm form, Func<Expression, string> read) => IsShort
        ? form.Write(Body, part => IsRead(part) ? read(part) : null)
        : $"{Method}({string.Join(", ", Reads.Select(read))})";

    /// <summary>The method, if there is one.</summary>
    public IEnumerable<Tile> Methods(ExpressionForm form)
    {
        if (!IsShort)
        {
            string parameters = string.Join(", ", Reads.Select(read => form.Type + " " + Name(read)));
            yield return new Tile(Method, ExpressionFormula.Write(Body, name => name), parameters, writer => Emit(writer, form), form.Type, IsInlined: true);
        }
    }

    /// <summary>The name of something that is read.</summary>
    public static string Name(Expression read) => read switch
    {
        Variable variable => variable.Name,
        ElementAt element => element.Tensor + "Of" + Text.Capital(element.Index),
        _ => throw new ArgumentException(read + " is computed.", nameof(read)),
    };

    private static bool IsRead(Expression part) => part is Variable or ElementAt;

    private static Expression[] ReadsOf(Expression body)
    {
        var reads = new List<Expression>();
        Substitution.Visit(body, part =>
        {
            if (IsRead(part))
            {
                reads.Add(part);
            }
        });
        return [.. reads];
    }

    private void Emit(CodeWriter writer, ExpressionForm form)
    {
        var names = Reads.ToDictionary(read => read, Name);
        var words = new PartNames(names.Values);
        foreach (Expression part in Statements())
        {
            string text = form.Write(part, inner => inner != part && names.TryGetValue(inner, out string? name) ? name : null);
            if (part == Body)
            {
                writer.Line($"return {text};");
                continue;
            }

            string local = words.Of(part);
            writer.Line($"{form.Type} {local} = {text};");
            names.Add(part, local);
        }
    }

    /// <summary>What has a statement of its own, in order: what occurs more than once, functions, and parts of what would be long, with the whole at the end.</summary>
    private List<Expression> Statements()
    {
        var uses = new Dictionary<Expression, int>();
        var order = new List<Expression>();
        void Count(Expression part)
        {
            uses.TryGetValue(part, out int count);
            uses[part] = count + 1;
            if (count == 0)
            {
                foreach (Expression inner in part.Parts)
                {
                    Count(inner);
                }

                order.Add(part);
            }
        }

        Count(Body);
        var lengths = new Dictionary<Expression, int>();
        var statements = new List<Expression>();
        foreach (Expression part in order.Where(part => part.Parts.Count > 0))
        {
            int length = 1 + part.Parts.Sum(inner => lengths.TryGetValue(inner, out int known) ? known : 0);
            bool isFunction = part is Unary unary && ExpressionCost.IsFunction(unary.Operator);
            bool isStatement = part == Body || uses[part] > 1 || isFunction || length >= StatementLength;
            lengths[part] = isStatement ? 0 : length;
            if (isStatement)
            {
                statements.Add(part);
            }
        }

        return statements;
    }
}
