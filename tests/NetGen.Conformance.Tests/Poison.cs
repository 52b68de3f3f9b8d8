using System;
using NetGen.Runtime.V1;

namespace NetGen.Conformance.Tests;

/// <summary>
/// Fills all memory that a call may use without having written it, so that a value read too early, or beyond its end, shows up in the results.
/// </summary>
internal static class Poison
{
    /// <summary>Floats around every row buffer that the tests hand to a network.</summary>
    private const int Guard = 19;

    private const int FinitePoisonFloats = 1 << 16;

    /// <summary>Poisons a thread's scratch, a workspace and the logical values of gradients (their padding is 0 by contract, and checked).</summary>
    /// <param name="value">NaN, or a large number: together they show a dependence on the poison that NaN alone might hide, as in a comparison.</param>
    public static void Fill(float value, Workspace? workspace, Gradients? gradients)
    {
        Scratch.Poison();
        if (!float.IsNaN(value))
        {
            Scratch.Get(FinitePoisonFloats).Fill(value);
        }

        workspace?.Buffer.Span.Fill(value);
        if (gradients is not null)
        {
            foreach (ParameterEntry entry in gradients.Layout.Entries)
            {
                var values = new float[entry.Count];
                Array.Fill(values, value);
                gradients[entry.Name].CopyFrom(values);
            }
        }
    }

    /// <summary>The values between guards of NaN, at an address that is no multiple of a vector: reading beyond them gives NaN.</summary>
    public static Memory<float> Guarded(ReadOnlySpan<float> values)
    {
        var memory = new float[values.Length + 2 * Guard];
        Array.Fill(memory, float.NaN);
        values.CopyTo(memory.AsSpan(Guard));
        return memory.AsMemory(Guard, values.Length);
    }
}
