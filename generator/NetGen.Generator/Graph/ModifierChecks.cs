using System;
using System.Collections.Generic;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Operators;

namespace NetGen.Generator.Graph;

/// <summary>What can be wrong with any modifier, whatever it does.</summary>
internal static class ModifierChecks
{
    public static void Check(NetworkDeclaration declaration, List<Problem> problems)
    {
        Check(declaration, declaration.Modifiers, declaration.Name, hasLayer: false, problems);
        Check(declaration, declaration.Layers, problems);
    }

    private static void Check(NetworkDeclaration declaration, IEnumerable<LayerDeclaration> layers, List<Problem> problems)
    {
        foreach (LayerDeclaration layer in layers)
        {
            Check(declaration, layer.Modifiers, layer.IsObjective ? layer.Kind : layer.Name, hasLayer: !layer.IsOutput, problems);
            Check(declaration, layer.Block?.Layers ?? [], problems);
        }
    }

    private static void Check(NetworkDeclaration declaration, IEnumerable<ModifierDeclaration> modifiers, string owner, bool hasLayer, List<Problem> problems)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (ModifierDeclaration modifier in modifiers)
        {
            var site = new Site(modifier.Index, null) { Owner = modifier.Owner };
            if (OperatorCatalog.FindModifier(modifier.Attribute) is not { } known)
            {
                problems.Add(new Problem(Rules.UnknownOperator.Id, site, [modifier.Kind]));
            }
            else if (modifier.OnOtherPart)
            {
                problems.Add(new Problem(Rules.LayerOnOtherPart.Id, site, DeclarationChecks.OtherPart(modifier, declaration)));
            }
            else if (!hasLayer && !known.FitsNetwork)
            {
                problems.Add(new Problem(Rules.NoLayerAbove.Id, site, [modifier.Kind]));
            }
            else if (!seen.Add(modifier.Attribute))
            {
                problems.Add(new Problem(Rules.ModifierTwice.Id, site, [modifier.Kind, owner]));
            }
        }
    }
}
