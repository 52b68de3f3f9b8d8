using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;

namespace NetGen.Generator.Graph;

/// <summary>What can be wrong with the variants of a network.</summary>
internal static class VariantChecks
{
    public static IEnumerable<Problem> Check(NetworkDeclaration declaration)
    {
        if (!declaration.IsPartial)
        {
            yield return new Problem(Rules.NotPartial.Id, Site.Class, [declaration.Name]);
        }

        if (declaration.Obstacle is { } obstacle)
        {
            yield return new Problem(Rules.UnsuitableClass.Id, Site.Class, [declaration.Name, obstacle]);
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "seed" };
        long networks = 1;
        foreach (VariantDeclaration variant in declaration.Variants)
        {
            networks *= Math.Max(variant.Values.Count, 1);
            (string? reason, string argument, int element) = Fault(variant, names, networks);
            if (reason is not null)
            {
                yield return new Problem(Rules.VariantDoesNotFit.Id, new Site(variant.Index, argument, element), [variant.Name, declaration.Name, reason]);
            }
        }

        foreach (string member in declaration.Collisions)
        {
            yield return new Problem(Rules.NameCollides.Id, Site.Class, [member, "a member that NetGen adds to a network with variants", "rename yours"]);
        }
    }

    private static (string? Reason, string Argument, int Element) Fault(VariantDeclaration variant, HashSet<string> names, long networks)
    {
        if (!LayerNames.IsIdentifier(variant.Name))
        {
            return ("the name is no identifier; use letters, digits and underscores, no keyword", "name", 0);
        }

        if (!names.Add(variant.Name))
        {
            return ("the name is taken; names must differ by more than case, and 'seed' is that of a parameter", "name", 0);
        }

        if (variant.Values.Count == 0)
        {
            return ("it has no values; list them after the name", "name", 0);
        }

        int[] values = [.. variant.Values];
        for (int i = 0; i < values.Length; i++)
        {
            string value = values[i].ToString(CultureInfo.InvariantCulture);
            if (values[i] < 1)
            {
                return ($"the value {value} is no size; sizes are at least 1", "values", i);
            }

            if (Array.IndexOf(values, values[i]) < i)
            {
                return ($"the value {value} stands twice", "values", i);
            }
        }

        return networks > VariantReader.MostNetworks ? ($"there would be {networks.ToString(CultureInfo.InvariantCulture)} networks, of which each is compiled; the most are {VariantReader.MostNetworks.ToString(CultureInfo.InvariantCulture)}", "values", 0)
            : !variant.IsUsed ? ("no layer uses it; write its name in place of a number, as in [Dense(\"" + variant.Name + "\")]", "name", 0)
            : (null, "", 0);
    }
}
