using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime.V1;

/// <summary>Addresses of memory that does not move, such as that of an <see cref="AlignedBuffer"/>, so that a pass can keep them in fields.</summary>
/// <remarks>An address does not keep its memory alive: whoever stores one also holds the object that owns the memory, until the last use.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Address
{
    /// <summary>Where a float lies.</summary>
    /// <param name="value">A float of pinned memory. A null reference has the address 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Of(ref float value) => Unsafe.ByteOffset(ref Unsafe.NullRef<float>(), ref value);

    /// <summary>The float at an address.</summary>
    /// <param name="address">What <see cref="Of"/> gave. 0 gives a null reference, which must not be read or written.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float Floats(nint address) => ref Unsafe.AddByteOffset(ref Unsafe.NullRef<float>(), address);

    /// <summary>Keeps the memory around a float alive until this call, whoever else forgets it.</summary>
    /// <param name="value">A float of memory whose address is in use.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void KeepAlive(ref float value)
    {
        // A reference that is still to be passed is one that the garbage collector follows.
    }
}
