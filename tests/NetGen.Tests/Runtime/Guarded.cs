using System;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Runtime;

/// <summary>Memory of a kernel's result between floats that must stay as they are.</summary>
internal sealed class Guarded
{
    private const int GuardFloats = 17;
    private const float Guard = -12345;
    private readonly float[] _floats;

    internal Guarded(int length, float content = float.NaN)
    {
        _floats = [.. Enumerable.Repeat(Guard, GuardFloats), .. Enumerable.Repeat(content, length), .. Enumerable.Repeat(Guard, GuardFloats)];
    }

    internal ref float Start => ref _floats[GuardFloats];

    internal Span<float> Content => _floats.AsSpan(GuardFloats, _floats.Length - (2 * GuardFloats));

    /// <summary>Requires exactly these bits, and the guards as they were.</summary>
    internal void RequireBits(float[] expected)
    {
        Assert.Equal(expected.Select(BitConverter.SingleToInt32Bits), Content.ToArray().Select(BitConverter.SingleToInt32Bits));
        Assert.All(_floats[..GuardFloats].Concat(_floats[^GuardFloats..]), value => Assert.Equal(Guard, value));
    }

    internal static float[] Random(int count, int seed, double offset = 0)
    {
        var random = new RandomStream(seed, RandomPurpose.General);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(offset + random.NextNormal()))];
    }
}
