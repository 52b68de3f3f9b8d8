using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Common;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Expressions;

namespace NetGen.Generator.Declarations.Functions;

/// <summary>What reading one of a user's functions, with all methods that it calls, has found so far.</summary>
/// <param name="compilation">The project.</param>
/// <param name="function">The method that the attribute names.</param>
/// <param name="cancellation">Ends the reading.</param>
internal sealed class FunctionContext(Compilation compilation, string function, CancellationToken cancellation)
{
    /// <summary>
    /// An expression may have so many nodes when shared parts are counted as often as they occur. Far above any formula of a paper, and far below what would make a build slow.
    /// </summary>
    public const int LargestExpression = 4000;

    private const int MostStatements = 20000;

    private readonly Dictionary<Expression, long> _sizes = [];
    private int _statements;

    public Compilation Compilation { get; } = compilation;

    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>The methods that are being read, from the outermost inwards.</summary>
    public List<IMethodSymbol> Calls { get; } = [];

    public List<Problem> Problems { get; } = [];

    /// <summary>The names of locals that expressions bear, in order.</summary>
    public List<string> Locals { get; } = [];

    /// <summary>True if the C# compiler reports what is wrong.</summary>
    public bool HasCompilerErrors { get; set; }

    /// <summary>The first place that computes in double; null if there is none.</summary>
    public Problem? FirstDouble { get; private set; }

    /// <summary>Says that something cannot be read, once for each place.</summary>
    public void Refuse(Site site, string construct, string method, string reason) => Add(new Problem(Rules.FunctionNotRead.Id, site, [construct, method, reason, function]));

    /// <summary>Says that the function is too large, at the first place where it is.</summary>
    public void RefuseSize(Site site, string method)
    {
        if (!Problems.Any(problem => problem.RuleId == Rules.FunctionTooLarge.Id))
        {
            Add(new Problem(Rules.FunctionTooLarge.Id, site, [method, LargestExpression.ToString(CultureInfo.InvariantCulture), function]));
        }
    }

    public void NoteDouble(Site site, string method) => FirstDouble ??= new Problem(Rules.DoubleRunsInFloat.Id, site, [method]);

    /// <summary>False if so many statements have been gone through that branches must have multiplied.</summary>
    public bool CountStatement() => ++_statements <= MostStatements;

    /// <summary>False if the expression has too many nodes when every part is written out as often as it occurs.</summary>
    public bool Fits(Expression expression) => Size(expression) <= LargestExpression;

    private long Size(Expression expression)
    {
        if (!_sizes.TryGetValue(expression, out long size))
        {
            size = Math.Min(1 + expression.Parts.Sum(Size), int.MaxValue);
            _sizes.Add(expression, size);
        }

        return size;
    }

    private void Add(Problem problem)
    {
        // A statement behind branches is read once for each of them.
        if (!Problems.Contains(problem))
        {
            Problems.Add(problem);
        }
    }
}
