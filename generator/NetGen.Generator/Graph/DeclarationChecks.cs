using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;

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

        if (declaration.Layers.All(layer => layer.IsObjective))
        {
            problems.Add(new Problem(Rules.NoLayer.Id, Site.Class, [declaration.Name]));
        }

        foreach (LayerDeclaration layer in declaration.Layers.Where(layer => layer.OnOtherPart))
        {
            problems.Add(new Problem(Rules.LayerOnOtherPart.Id, new Site(layer.Index, null), [layer.Kind, declaration.Name]));
        }

        CheckOrder(declaration, problems);
        CheckNames(declaration, problems);
        CheckCollisions(declaration, problems);
        ModifierChecks.Check(declaration, problems);
    }

    private static void CheckOrder(NetworkDeclaration declaration, List<Problem> problems)
    {
        LayerDeclaration? loss = null;
        foreach (LayerDeclaration layer in declaration.Layers.Where(layer => !layer.OnOtherPart))
        {
            if (loss is not null)
            {
                problems.Add(new Problem(Rules.AfterLoss.Id, new Site(layer.Index, null), [layer.Kind, loss.Kind]));
            }
            else if (layer.IsObjective)
            {
                loss = layer;
            }
        }
    }

    private static void CheckNames(NetworkDeclaration declaration, List<Problem> problems)
    {
        var taken = new Dictionary<string, LayerDeclaration>(StringComparer.OrdinalIgnoreCase);
        foreach (LayerDeclaration layer in declaration.Layers.Where(layer => !layer.IsObjective))
        {
            var site = new Site(layer.Index, "Name");
            if (!LayerNames.IsIdentifier(layer.Name))
            {
                problems.Add(new Problem(Rules.NotIdentifier.Id, site, [layer.Name, layer.Kind]));
            }
            else if (taken.TryGetValue(layer.Name, out LayerDeclaration? other))
            {
                problems.Add(new Problem(Rules.NameTaken.Id, site, [layer.Name, layer.Kind, other.Name]));
            }
            else
            {
                taken.Add(layer.Name, layer);
                CheckProperty(declaration, layer, problems, site);
            }
        }
    }

    private static void CheckProperty(NetworkDeclaration declaration, LayerDeclaration layer, List<Problem> problems, Site site)
    {
        string property = LayerNames.Property(layer.Name);
        if (Owner(layer.Name, property) is { } owner)
        {
            problems.Add(new Problem(Rules.NameCollides.Id, site, [layer.Name, owner, "choose another name for the layer"]));
        }
        else if (property == declaration.Name)
        {
            problems.Add(new Problem(Rules.NameCollides.Id, site, [layer.Name, "the name of the class", "choose another name for the layer"]));
        }
        else if (new[] { property, LayerNames.View(layer.Name) }.FirstOrDefault(declaration.Collisions.Contains) is { } member)
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
