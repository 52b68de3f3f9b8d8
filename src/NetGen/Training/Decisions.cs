using System;
using NetGen.Runtime.V1;

namespace NetGen;

/// <summary>How a network decides between classes.</summary>
/// <param name="Classes">The number of classes; 0 when it decides none that its target could confirm.</param>
/// <param name="Width">The number of scores that decide, along the last axis of the output.</param>
/// <param name="Rule">How they do.</param>
internal readonly record struct Decisions(int Classes, int Width, ClassDecision Rule)
{
    internal static Decisions Of(NetworkInfo info)
    {
        if (info.Decision == ClassDecision.None || info.Outputs.Length != 1 || info.Targets.Length != 1)
        {
            return default;
        }

        FieldInfo output = info.Outputs[0];
        FieldInfo target = info.Targets[0];
        if (info.Decision != ClassDecision.Argmax)
        {
            // One number decides between two classes.
            return target is { Kind: ElementKind.Float, Size: 1 } ? new Decisions(2, 1, info.Decision) : default;
        }

        int classes = output.Shape.IsEmpty ? 1 : output.Shape[^1];
        int expected = target.Kind == ElementKind.Int ? output.Size / classes : output.Size;
        return target.Size == expected ? new Decisions(classes, classes, info.Decision) : default;
    }

    /// <summary>The class that the target names.</summary>
    /// <param name="batch">The examples.</param>
    /// <param name="decision">Which decision of the batch.</param>
    internal int Truth(Minibatch batch, int decision)
    {
        if (batch.Targets[0].Kind == ElementKind.Int)
        {
            return batch.IntTarget(0)[decision];
        }

        // Binary targets are probabilities, or the labels -1 and +1, so their threshold is 0.5 whatever that of the scores.
        ReadOnlySpan<float> target = batch.FloatTarget(0).Slice(decision * Width, Width);
        return Rule == ClassDecision.Argmax ? Decide.Argmax(target) : Decide.Above(target[0], 0.5f);
    }

    /// <summary>The class that scores decide for; -1 if one is NaN.</summary>
    /// <param name="scores">As many as <see cref="Width"/>.</param>
    internal int Decided(ReadOnlySpan<float> scores) => Rule switch
    {
        ClassDecision.AboveHalf => Decide.Above(scores[0], 0.5f),
        ClassDecision.AboveZero => Decide.Above(scores[0], 0),
        ClassDecision.AtLeastZero => Decide.AtLeast(scores[0], 0),
        _ => Decide.Argmax(scores),
    };
}
