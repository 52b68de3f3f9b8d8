using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Common;
using NetGen.Generator.Diagnostics;

namespace NetGen.Generator.Declarations.Functions;

/// <summary>The numbers that come with the parameters of a user's function: of a trained one that with which it begins, of a loss's option its value.</summary>
internal sealed class FunctionParameters(FunctionContext context, IMethodSymbol method, int elements, bool isLoss)
{
    private const string InitialAttribute = "NetGen.InitialAttribute";

    public EquatableArray<FunctionParameter> Read() =>
        method.Parameters.Select((parameter, i) => new FunctionParameter(parameter.Name, i < elements ? OfElement(parameter) : OfNumber(parameter))).ToEquatableArray();

    private double OfElement(IParameterSymbol parameter)
    {
        if (Initial(parameter) is not null)
        {
            Report(parameter, "comes with each element and begins with no number", "remove [Initial]");
        }

        return 0;
    }

    private double OfNumber(IParameterSymbol parameter)
    {
        AttributeData? initial = Initial(parameter);
        if (isLoss && (initial is not null || !parameter.HasExplicitDefaultValue))
        {
            Report(parameter, "is an option of a loss, which is not trained, and " + (initial is null ? "has no value" : "begins with no number"), "write " + parameter.Name + " = 1 in the list of parameters");
            return 0;
        }

        double number = initial is not null ? Convert.ToDouble(initial.ConstructorArguments[0].Value, CultureInfo.InvariantCulture)
            : parameter.HasExplicitDefaultValue ? Convert.ToDouble(Decimal(parameter.ExplicitDefaultValue), CultureInfo.InvariantCulture)
            : 1;
        if (float.IsNaN((float)number) || float.IsInfinity((float)number))
        {
            Report(parameter, "begins with " + number.ToString("R", CultureInfo.InvariantCulture), "choose a finite float");
        }

        return number;
    }

    /// <summary>The double of the digits that are written: 0.1 of 0.1f.</summary>
    private static object? Decimal(object? number) => number is float single ? MethodReader.Shortest(single) : number;

    private static AttributeData? Initial(IParameterSymbol parameter) =>
        parameter.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == InitialAttribute && attribute.ConstructorArguments.Length == 1);

    private void Report(IParameterSymbol parameter, string fault, string remedy)
    {
        MethodDeclarationSyntax source = MethodSites.Source(method, context.Cancellation)!;
        Site site = MethodSites.Of(method, source, source.ParameterList.Parameters[parameter.Ordinal]);
        context.Problems.Add(new Problem(Rules.FunctionParameter.Id, site, [parameter.Name, method.Name, fault, remedy]));
    }
}
