using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;

namespace NetGen;

/// <summary>An optimizer with all its options as text, by which a checkpoint is known to be that of an optimizer of the same rule: <c>Adam(beta1 0.9, beta2 0.999, biasCorrection,
/// epsilon 1E-08)</c>. What is off is left out, and so is the learning rate, which may change from step to step.</summary>
internal static class OptimizerText
{
    internal static string Of(Optimizer optimizer, IEnumerable<string> layerRates)
    {
        // Read from the properties, so that no option of any optimizer, users' own included, can be forgotten. The attribute of Optimizer keeps them when programs are trimmed.
        IEnumerable<string> options = optimizer.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.DeclaringType != typeof(Optimizer) && property.CanRead && property.GetIndexParameters().Length == 0)
            .Select(property => (property.Name, Value: property.GetValue(optimizer)))
            .Where(option => option.Value is IConvertible)
            .OrderBy(option => option.Name, StringComparer.Ordinal)
            .Select(option => Text(option.Name, option.Value))
            .Concat(OfEvery(optimizer))
            .OfType<string>()
            .Concat(layerRates);
        return $"{optimizer.GetType().Name}({string.Join(", ", options)})";
    }

    private static IEnumerable<string?> OfEvery(Optimizer optimizer)
    {
        bool decays = optimizer.WeightDecay > 0;
        yield return decays ? Text(nameof(Optimizer.WeightDecay), optimizer.WeightDecay) : null;
        yield return Text(nameof(Optimizer.DecoupledWeightDecay), decays && optimizer.DecoupledWeightDecay);
        yield return Text(nameof(Optimizer.DecayBiases), decays && optimizer.DecayBiases);
        yield return double.IsFinite(optimizer.ClipNorm) ? Text(nameof(Optimizer.ClipNorm), optimizer.ClipNorm) : null;
        yield return double.IsFinite(optimizer.ClipValue) ? Text(nameof(Optimizer.ClipValue), optimizer.ClipValue) : null;
    }

    private static string? Text(string name, object? value)
    {
        string option = char.ToLowerInvariant(name[0]) + name[1..];
        return value is bool isOn ? isOn ? option : null : string.Create(CultureInfo.InvariantCulture, $"{option} {value}");
    }
}
