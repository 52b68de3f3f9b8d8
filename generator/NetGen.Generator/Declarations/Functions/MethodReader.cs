using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NetGen.Generator.Expressions;
using Environment = System.Collections.Immutable.ImmutableDictionary<Microsoft.CodeAnalysis.ISymbol, NetGen.Generator.Declarations.Functions.Term?>;

namespace NetGen.Generator.Declarations.Functions;

/// <summary>
/// Reads one method as a term: runs its statements with terms in place of numbers. A local is replaced by its term wherever it is read; where branches meet again
/// it becomes a choice between the terms of both. Null stands for what could not be read, after saying why.
/// </summary>
internal sealed partial class MethodReader
{
    private readonly FunctionContext _context;
    private readonly IMethodSymbol _method;
    private readonly MethodDeclarationSyntax _source;
    private Environment _environment;

    private MethodReader(FunctionContext context, IMethodSymbol method, MethodDeclarationSyntax source, Environment environment)
    {
        _context = context;
        _method = method;
        _source = source;
        _environment = environment;
    }

    /// <summary>What <paramref name="method"/> returns for these arguments. The method has source and parameters by value.</summary>
    public static Term? Read(FunctionContext context, IMethodSymbol method, IReadOnlyList<Term?> arguments)
    {
        method = method.PartialImplementationPart ?? method;
        MethodDeclarationSyntax source = MethodSites.Source(method, context.Cancellation)!;
        SemanticModel model = context.Compilation.GetSemanticModel(source.SyntaxTree);
        if (model.GetOperation(source, context.Cancellation) is not IMethodBodyOperation body || (body.BlockBody ?? body.ExpressionBody) is not { } block)
        {
            return null;
        }

        Environment environment = Environment.Empty.WithComparers(SymbolEqualityComparer.Default);
        for (int i = 0; i < method.Parameters.Length; i++)
        {
            environment = environment.SetItem(method.Parameters[i], arguments[i]);
        }

        context.Calls.Add(method);
        Term? result = new MethodReader(context, method, source, environment).Run(new Statements(block, null));
        context.Calls.RemoveAt(context.Calls.Count - 1);
        return result;
    }

    /// <summary>What the statements return; null also if they end without returning, which the C# compiler reports.</summary>
    private Term? Run(Statements? statements)
    {
        for (; statements is not null; statements = statements.Next)
        {
            _context.Cancellation.ThrowIfCancellationRequested();
            if (!_context.CountStatement())
            {
                _context.RefuseSize(SiteOf(statements.First), _method.Name);
                return null;
            }

            switch (statements.First)
            {
                case IBlockOperation block:
                    statements = Prepend(block.Operations, statements);
                    break;
                case IReturnOperation { ReturnedValue: { } value }:
                    return Read(value);
                case IConditionalOperation branch when HasReturn(branch):
                    return Branch(branch, statements.Next);
                default:
                    if (!Execute(statements.First))
                    {
                        return null;
                    }

                    break;
            }
        }

        return null;
    }

    /// <summary>An if of which a branch may return: each branch goes on with what follows.</summary>
    private Term? Branch(IConditionalOperation branch, Statements? next)
    {
        Condition? condition = ReadCondition(branch.Condition);
        Environment before = _environment;
        if (condition is Condition.Known known)
        {
            return Run(Taken(branch, known.Holds, next));
        }

        Term? then = Run(Taken(branch, true, next));
        _environment = before;
        Term? otherwise = Run(Taken(branch, false, next));
        return condition is null ? null : Choose(branch, condition, then, otherwise);
    }

    private static Statements? Taken(IConditionalOperation branch, bool holds, Statements? next) =>
        (holds ? branch.WhenTrue : branch.WhenFalse) is { } taken ? new Statements(taken, next) : next;

    /// <summary>Runs a statement that does not return; false after saying that it cannot be read.</summary>
    private bool Execute(IOperation statement)
    {
        switch (statement)
        {
            case IBlockOperation block:
                return block.Operations.All(Execute);
            case IVariableDeclarationGroupOperation group:
                return group.Declarations.SelectMany(declaration => declaration.Declarators).All(Declare);
            case IExpressionStatementOperation expression:
                return Assign(expression.Operation);
            case IConditionalOperation branch:
                return ExecuteBranch(branch);
            case IEmptyOperation or ILocalFunctionOperation:
                return true;
            default:
                Refuse(statement);
                return false;
        }
    }

    private bool Declare(IVariableDeclaratorOperation declarator)
    {
        if ((declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer) is { } initializer && !declarator.Symbol.IsConst)
        {
            _environment = _environment.SetItem(declarator.Symbol, Called(declarator.Symbol.Name, Read(initializer.Value)));
        }

        return true;
    }

    /// <summary>A computed local keeps its name in emitted code, unless something else there must have it.</summary>
    private Term? Called(string local, Term? term)
    {
        if (term is not Term.Number { Value.Parts.Count: > 0 } number || !LayerNames.IsIdentifier(local) || LayerNames.Used.Contains(local))
        {
            return term;
        }

        _context.Locals.Add(local);
        return new Term.Number(number.Value with { Called = local });
    }

    private bool Assign(IOperation operation)
    {
        (IOperation? target, Term? value) = operation switch
        {
            ISimpleAssignmentOperation { IsRef: false } simple => (simple.Target, Read(simple.Value)),
            ICompoundAssignmentOperation { OperatorMethod: null } compound => (compound.Target, ReadArithmetic(compound, compound.OperatorKind, compound.Target, compound.Value)),
            IIncrementOrDecrementOperation { OperatorMethod: null } step => (step.Target, Step(step)),
            _ => default,
        };
        ISymbol? variable = target switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            _ => null,
        };
        if (variable is null)
        {
            Refuse(target ?? operation);
            return false;
        }

        _environment = _environment.SetItem(variable, value);
        return true;
    }

    private Term.Number? Step(IIncrementOrDecrementOperation step) => ReadNumber(step.Target) is { } number
        ? new Term.Number(step.Kind == OperationKind.Increment ? number + Expression.One : number - Expression.One)
        : null;

    /// <summary>An if without a return: what its branches leave in a local becomes a choice.</summary>
    private bool ExecuteBranch(IConditionalOperation branch)
    {
        if (ReadCondition(branch.Condition) is not { } condition)
        {
            return false;
        }

        Environment before = _environment;
        if (!Execute(branch.WhenTrue))
        {
            return false;
        }

        Environment then = _environment;
        _environment = before;
        if (branch.WhenFalse is not null && !Execute(branch.WhenFalse))
        {
            return false;
        }

        foreach (KeyValuePair<ISymbol, Term?> variable in then)
        {
            // What only one branch has is a local of that branch, or is assigned again before it is read.
            if (_environment.TryGetValue(variable.Key, out Term? otherwise) && !ReferenceEquals(variable.Value, otherwise))
            {
                _environment = _environment.SetItem(variable.Key, Choose(branch, condition, variable.Value, otherwise));
            }
        }

        return true;
    }

    private static bool HasReturn(IOperation statement) => statement.Descendants().Any(descendant => descendant is IReturnOperation);

    private static Statements Prepend(ImmutableArray<IOperation> operations, Statements block)
    {
        Statements? all = block.Next;
        for (int i = operations.Length - 1; i >= 0; i--)
        {
            all = new Statements(operations[i], all);
        }

        // The loop goes on behind its present statement.
        return block with { Next = all };
    }

    private Diagnostics.Site SiteOf(IOperation operation) => MethodSites.Of(_method, _source, operation.Syntax);

    /// <summary>Statements still to run.</summary>
    private sealed record Statements(IOperation First, Statements? Next);
}
