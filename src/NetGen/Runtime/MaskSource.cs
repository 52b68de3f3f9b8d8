using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Runtime.V1;

/// <summary>The masks of one layer in one step: element j of a row is 1 if word j mod 4 of block j / 4 of <see cref="Philox4x32"/>, without its lowest 8 bits and over 2^24, is at
/// least the rate, else 0.</summary>
internal readonly struct MaskSource
{
    private const int WordsOfBlock = 4;
    private const int WordsOfFourBlocks = 16;
    private const int BitsLeftOut = 8;

    private readonly (uint Word0, uint Word1) _key;
    private readonly uint _step;
    private readonly uint _layer;

    // A word is kept from this number on, compared as whole numbers: rate times 2^24 is exact.
    private readonly int _threshold;

    internal MaskSource(Workspace workspace, RandomPurpose purpose, int layer, float rate)
    {
        // The counter has one word for the step; steps beyond 2^32 change the key.
        ulong seed = (ulong)workspace.Seed;
        _key = ((uint)seed, (uint)(seed >> 32) ^ (uint)(workspace.Step >> 32));
        _step = (uint)workspace.Step;
        _layer = ((uint)purpose << 24) | (uint)layer;
        _threshold = (int)MathF.Ceiling(rate * (1 << 24));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Fill(ref float result, int length, uint row)
    {
        int j = 0;
        if (Avx2.IsSupported)
        {
            for (; j <= length - WordsOfFourBlocks; j += WordsOfFourBlocks)
            {
                FillFourBlocks(ref Unsafe.Add(ref result, j), (uint)j / WordsOfBlock, row);
            }
        }

        for (; j < length; j += WordsOfBlock)
        {
            ref float next = ref Unsafe.Add(ref result, j);
            int count = length - j;
            (uint word0, uint word1, uint word2, uint word3) = Philox4x32.Block(((uint)j / WordsOfBlock, row, _step, _layer), _key);
            next = Kept(word0);
            if (count > 1)
            {
                Unsafe.Add(ref next, 1) = Kept(word1);
            }

            if (count > 2)
            {
                Unsafe.Add(ref next, 2) = Kept(word2);
            }

            if (count > 3)
            {
                Unsafe.Add(ref next, 3) = Kept(word3);
            }
        }
    }

    /// <summary>The rounds of <see cref="Philox4x32"/> for four blocks at once, word by word. A word lies in the lower half of 64 bits; what the upper half holds is never read,
    /// as the products take lower halves only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void FillFourBlocks(ref float result, uint block, uint row)
    {
        Vector256<ulong> c0 = Vector256.Create((ulong)block) + Vector256.Create(0ul, 1, 2, 3);
        var c1 = Vector256.Create((ulong)row);
        var c2 = Vector256.Create((ulong)_step);
        var c3 = Vector256.Create((ulong)_layer);
        (uint k0, uint k1) = _key;
        for (int round = 0; round < Philox4x32.Rounds; round++)
        {
            Vector256<ulong> product0 = Avx2.Multiply(c0.AsUInt32(), Vector256.Create(Philox4x32.Multiplier0));
            Vector256<ulong> product1 = Avx2.Multiply(c2.AsUInt32(), Vector256.Create(Philox4x32.Multiplier1));
            c0 = (product1 >>> 32) ^ c1 ^ Vector256.Create((ulong)k0);
            c1 = product1;
            c2 = (product0 >>> 32) ^ c3 ^ Vector256.Create((ulong)k1);
            c3 = product0;
            k0 = unchecked(k0 + Philox4x32.KeyStep0);
            k1 = unchecked(k1 + Philox4x32.KeyStep1);
        }

        // Words 0, 1 and 2, 3 of each block beside each other, then all four; the lower halves hold blocks 0 and 1, the upper ones 2 and 3.
        var lower = Vector256.Create((ulong)uint.MaxValue);
        Vector256<ulong> words01 = (c0 & lower) | (c1 << 32);
        Vector256<ulong> words23 = (c2 & lower) | (c3 << 32);
        Vector256<float> even = Kept(Avx2.UnpackLow(words01, words23));
        Vector256<float> odd = Kept(Avx2.UnpackHigh(words01, words23));
        even.GetLower().StoreUnsafe(ref result);
        odd.GetLower().StoreUnsafe(ref result, 4);
        even.GetUpper().StoreUnsafe(ref result, 8);
        odd.GetUpper().StoreUnsafe(ref result, 12);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<float> Kept(Vector256<ulong> words) =>
        Vector256.GreaterThanOrEqual((words.AsUInt32() >>> BitsLeftOut).AsInt32(), Vector256.Create(_threshold)).AsSingle() & Vector256.Create(1f);

    private float Kept(uint word) => (int)(word >> BitsLeftOut) >= _threshold ? 1 : 0;
}
