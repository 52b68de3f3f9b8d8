using System;

namespace NetGen;

/// <summary>The counter-based random generator Philox4x32-10: 128 random bits as a function of a 128-bit counter and a 64-bit key.</summary>
/// <remarks>J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw: Parallel Random Numbers: As Easy as 1, 2, 3. SC 2011.</remarks>
public static class Philox4x32
{
    internal const int Rounds = 10;
    internal const uint Multiplier0 = 0xD2511F53;
    internal const uint Multiplier1 = 0xCD9E8D57;

    // The golden ratio and the square root of 3 less 1, as fractions of 2^32.
    internal const uint KeyStep0 = 0x9E3779B9;
    internal const uint KeyStep1 = 0xBB67AE85;

    /// <summary>The random words of one counter.</summary>
    /// <param name="counter">The counter, its lowest word first.</param>
    /// <param name="key">The key, its low word first.</param>
    /// <returns>Four independent, uniformly distributed 32-bit words.</returns>
    public static (uint Word0, uint Word1, uint Word2, uint Word3) Block((uint Word0, uint Word1, uint Word2, uint Word3) counter, (uint Word0, uint Word1) key)
    {
        (uint c0, uint c1, uint c2, uint c3) = counter;
        (uint k0, uint k1) = key;
        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * c0;
            ulong product1 = (ulong)Multiplier1 * c2;
            (c0, c1, c2, c3) = ((uint)(product1 >> 32) ^ c1 ^ k0, (uint)product1, (uint)(product0 >> 32) ^ c3 ^ k1, (uint)product0);
            k0 = unchecked(k0 + KeyStep0);
            k1 = unchecked(k1 + KeyStep1);
        }

        return (c0, c1, c2, c3);
    }
}
