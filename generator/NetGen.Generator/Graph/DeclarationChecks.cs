using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Operators;

namespace NetGen.Generator.Graph;

/// <summary>What can be wrong with a declaration before any shape is known.</summary>
internal static class DeclarationChecks
{
    public static void Check(NetworkDeclaration declaration, List<Problem> problems)
    {
        if (!declaration.IsPartial)
        {
            problems.Add(new Problem(Rules.NotPartial.Id, Site.Class, [declaration.Name]));
        }

        if (declaration.Obstacle is { } obstacle)
        {
            problems.Add(new Problem(Rules.UnsuitableClass.Id, Site.Class, [declaration.Name, obstacle]));
        }

        if (!declaration.Layers.Any(layer => layer.IsLayer))
        {
            problems.Add(new Problem(Rules.NoLayer.Id, Site.Class, [declaration.Name]));
        }

        CheckParts(declaration, declaration.Layers, problems);
        CheckParts(declaration, declaration.Inputs, problems);
        CheckOrder(declaration, problems);
        CheckNames(declaration, declaration.Layers, problems);
        FieldChecks.Check(declaration, problems);
        CheckCollisions(declaration, problems);
        ModifierChecks.Check(declaration, problems);
    }

    /// <summary>What NG1003 says of an attribute on a network or block.</summary>
    public static EquatableArray<string> OtherPart(AttributeDeclaration attribute, NetworkDeclaration declaration) =>
        [attribute.Kind, attribute.Owner is { } owner ? owner.Substring(owner.LastIndexOfAny(['.', ':']) + 1) : declaration.Name, attribute.Owner is null ? "Network" : "Block"];

    private static void CheckParts(NetworkDeclaration declaration, IEnumerable<AttributeDeclaration> parts, List<Problem> problems)
    {
        foreach (AttributeDeclaration part in parts)
        {
            if (part.OnOtherPart)
            {
                problems.Add(new Problem(Rules.LayerOnOtherPart.Id, new Site(part.Index, null) { Owner = part.Owner }, OtherPart(part, declaration)));
            }

            if (part is LayerDeclaration { Block: { } block })
            {
                CheckParts(declaration, block.Layers, problems);
                CheckBlock(block, problems);
            }
        }
    }

    /// <summary>What only a network has has no place in a block.</summary>
    private static void CheckBlock(BlockDeclaration block, List<Problem> problems)
    {
        foreach (AttributeDeclaration part in block.Misplaced.Concat(block.Layers.Where(layer => !layer.IsLayer)))
        {
            var site = new Site(part.Index, null) { Owner = part.Owner };
            problems.Add(part is ModifierDeclaration
                ? new Problem(Rules.NoLayerAbove.Id, site, [part.Kind])
                : new Problem(Rules.BlockDoesNotFit.Id, site, [block.Name, $"it has {part.Kind}, which only a network has; move it to the network's class"]));
        }
    }

    /// <summary>After a loss the layer above is no sensible default.</summary>
    private static void CheckOrder(NetworkDeclaration declaration, List<Problem> problems)
    {
        LayerDeclaration? loss = null;
        foreach (LayerDeclaration layer in declaration.Layers.Where(layer => !layer.OnOtherPart))
        {
            if (loss is not null && !layer.IsOutput && layer.From is null && !layer.NamesInputs && !NamesValues(layer))
            {
                problems.Add(new Problem(Rules.AfterLoss.Id, new Site(layer.Index, null), [layer.Kind, loss.Kind]));
            }

            loss = layer.IsObjective ? layer : layer.IsLayer ? null : loss;
        }
    }

    private static bool NamesValues(LayerDeclaration layer) => OperatorCatalog.FindObjective(layer.Attribute) is SeveralValueObjective;

    private static void CheckNames(NetworkDeclaration declaration, EquatableArray<LayerDeclaration> layers, List<Problem> problems)
    {
        var taken = new Dictionary<string, LayerDeclaration>(StringComparer.OrdinalIgnoreCase);
        foreach (LayerDeclaration layer in layers.Where(layer => layer.IsLayer))
        {
            var site = new Site(layer.Index, "Name") { Owner = layer.Owner };
            if (!LayerNames.IsIdentifier(layer.Name))
            {
                problems.Add(new Problem(Rules.NotIdentifier.Id, site, [layer.Name, layer.Kind]));
            }
            else if (layer.Names.Append(layer.MemberName).FirstOrDefault(taken.ContainsKey) is { } name)
            {
                problems.Add(new Problem(Rules.NameTaken.Id, site, [name, layer.Kind, taken[name].Name]));
            }
            else
            {
                foreach (string each in layer.Names.Append(layer.MemberName).Distinct(StringComparer.OrdinalIgnoreCase))
                {
                    taken.Add(each, layer);
                }

                CheckProperty(declaration, layer, problems, site);
            }

            if (layer.Block is { } block)
            {
                CheckNames(declaration, block.Layers, problems);
            }
        }
    }

    private static void CheckProperty(NetworkDeclaration declaration, LayerDeclaration layer, List<Problem> problems, Site site)
    {
        string property = LayerNames.Property(layer.MemberName);
        if (Owner(layer.MemberName, property) is { } owner)
        {
            problems.Add(new Problem(Rules.NameCollides.Id, site, [layer.Name, owner, "choose another name for the layer"]));
        }
        else if (layer.Owner is null && property == declaration.Name)
        {
            problems.Add(new Problem(Rules.NameCollides.Id, site, [layer.Name, "the name of the class", "choose another name for the layer"]));
        }
        else if (layer.Owner is null && new[] { property, LayerNames.View(layer.MemberName) }.FirstOrDefault(declaration.Collisions.Contains) is { } member)
        {
            problems.Add(new Problem(Rules.NameCollides.Id, site, [layer.Name, "your member " + member, "choose another name for the layer or for the member"]));
        }
    }

    /// <summary>What bears the name already in every network.</summary>
    private static string? Owner(string layer, string property) =>
        LayerNames.OfFields.Contains(layer) ? "the network's value " + layer.ToLowerInvariant()
        : LayerNames.Reserved.Contains(property) ? "NetGen's member " + property
        : LayerNames.Used.Contains(property) ? property + ", a name that NetGen's code uses"
        : LayerNames.OfObject.Contains(property) ? "the member " + property + " of every object"
        : null;

    private static void CheckCollisions(NetworkDeclaration declaration, List<Problem> problems)
    {
        foreach (string member in declaration.Collisions.Where(LayerNames.Reserved.Contains))
        {
            problems.Add(new Problem(Rules.NameCollides.Id, Site.Class, [member, "the member that NetGen adds to every network", "rename yours"]));
        }

        foreach (string member in declaration.Collisions.Where(LayerNames.Used.Contains))
        {
            problems.Add(new Problem(Rules.NameCollides.Id, Site.Class, [member, "a name that NetGen's code uses", "rename yours"]));
        }

        if (LayerNames.Reserved.Contains(declaration.Name) || LayerNames.Used.Contains(declaration.Name))
        {
            string owner = LayerNames.Reserved.Contains(declaration.Name) ? "the member that NetGen adds to every network" : "a name that NetGen's code uses";
            problems.Add(new Problem(Rules.NameCollides.Id, Site.Class, [declaration.Name, owner, "rename the class"]));
        }
    }
}
