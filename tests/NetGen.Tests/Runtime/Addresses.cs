using System.Runtime.CompilerServices;

namespace NetGen.Tests.Runtime;

internal static class Addresses
{
    /// <summary>Where a float of pinned memory lies.</summary>
    public static nint Of(ref float value) => Unsafe.ByteOffset(ref Unsafe.NullRef<float>(), ref value);
}
