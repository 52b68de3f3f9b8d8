using System;
using NetGen.Runtime.V1;

namespace NetGen;

/// <summary>How many classes a network decides between, along the last axis of its output; 0 when it decides none that its target could confirm.</summary>
internal readonly record struct Decisions(int Classes, ClassDecision Rule)
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
            return target is { Kind: ElementKind.Float, Size: 1 } ? new Decisions(1, info.Decision) : default;
        }

        int classes = output.Shape.IsEmpty ? 1 : output.Shape[^1];
        int expected = target.Kind == ElementKind.Int ? output.Size / classes : output.Size;
        return target.Size == expected ? new Decisions(classes, info.Decision) : default;
    }

    /// <summary>The number of right decisions in a batch.</summary>
    /// <param name="batch">The examples.</param>
    /// <param name="scores">The network's output for them.</param>
    internal int CountRight(Minibatch batch, ReadOnlySpan<float> scores)
    {
        bool indices = batch.Targets[0].Kind == ElementKind.Int;
        int right = 0;
        for (int start = 0, decision = 0; start < scores.Length; start += Classes, decision++)
        {
            int truth = indices ? batch.IntTarget(0)[decision] : Truth(batch.FloatTarget(0).Slice(start, Classes));
            int decided = Decided(scores.Slice(start, Classes));
            right += decided >= 0 && decided == truth ? 1 : 0;
        }

        return right;
    }

    /// <summary>Binary targets are probabilities, or the labels -1 and +1, so their threshold is 0.5 whatever that of the scores.</summary>
    private int Truth(ReadOnlySpan<float> target) => Rule == ClassDecision.Argmax ? Decide.Argmax(target) : Decide.Above(target[0], 0.5f);

    private int Decided(ReadOnlySpan<float> scores) => Rule switch
    {
        ClassDecision.AboveHalf => Decide.Above(scores[0], 0.5f),
        ClassDecision.AboveZero => Decide.Above(scores[0], 0),
        ClassDecision.AtLeastZero => Decide.AtLeast(scores[0], 0),
        _ => Decide.Argmax(scores),
    };
}
