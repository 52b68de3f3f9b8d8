using System;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;

namespace NetGen;

/// <summary>The header of an IDX file.</summary>
/// <param name="Type">The type of the elements.</param>
/// <param name="Shape">The lengths of the axes.</param>
internal sealed record IdxHeader(IdxType Type, ImmutableArray<int> Shape)
{
    private const int FixedBytes = 4;
    private const int AxisBytes = 4;

    /// <summary>The bytes before the first element.</summary>
    internal int Bytes => FixedBytes + (AxisBytes * Shape.Length);

    /// <summary>The number of elements of a row: all axes but the first.</summary>
    internal long RowElements { get; } = Product(Shape.AsSpan()[1..]);

    /// <summary>The bytes of all elements; long.MaxValue if they are more than that.</summary>
    internal long DataBytes { get; } = (long)Int128.Min((Int128)Product(Shape.AsSpan()) * IdxTypes.Size(Type), long.MaxValue);

    /// <summary>Reads a header.</summary>
    /// <param name="stream">The stream, at the file's first byte.</param>
    /// <param name="path">What to call it in messages.</param>
    /// <exception cref="InvalidDataException">It holds no header.</exception>
    internal static IdxHeader Read(Stream stream, string path)
    {
        Span<byte> start = stackalloc byte[FixedBytes];
        int read = stream.ReadAtLeast(start, FixedBytes, throwOnEndOfStream: false);
        if (read < FixedBytes)
        {
            throw new InvalidDataException($"{path} is no IDX file: it has {read} bytes, but its header begins with {FixedBytes}.");
        }

        var type = (IdxType)start[2];
        int axes = start[3];
        if (start[0] != 0 || start[1] != 0 || !Enum.IsDefined(type) || axes == 0)
        {
            string types = string.Join(", ", Enum.GetValues<IdxType>().Select(known => string.Create(CultureInfo.InvariantCulture, $"{(int)known:X2} {known}")));
            throw new InvalidDataException(
                $"{path} is no IDX file: its bytes 0 to 3 are {Convert.ToHexString(start)}, but must be 00 00, a type ({types}) and the number of axes, at least 1.");
        }

        Span<byte> lengths = stackalloc byte[AxisBytes * axes];
        read = stream.ReadAtLeast(lengths, lengths.Length, throwOnEndOfStream: false);
        if (read < lengths.Length)
        {
            throw new InvalidDataException($"{path} is cut short: the lengths of its {axes} axes end at byte {FixedBytes + lengths.Length}, but it has {FixedBytes + read} bytes.");
        }

        ImmutableArray<int>.Builder shape = ImmutableArray.CreateBuilder<int>(axes);
        for (int axis = 0; axis < axes; axis++)
        {
            int place = AxisBytes * axis;
            uint length = BinaryPrimitives.ReadUInt32BigEndian(lengths[place..]);
            shape.Add(length <= int.MaxValue
                ? (int)length
                : throw new InvalidDataException($"{path} is no IDX file: axis {axis}, at byte {FixedBytes + place}, has the length {length}; at most {int.MaxValue} is possible."));
        }

        return new IdxHeader(type, shape.MoveToImmutable());
    }

    // Lengths below 2^31, so that the product of one that is kept below 2^62 cannot overflow 128 bits; nothing of that size fits a file.
    private static long Product(ReadOnlySpan<int> lengths)
    {
        Int128 product = 1;
        bool isEmpty = false;
        foreach (int length in lengths)
        {
            isEmpty |= length == 0;
            product = Int128.Min(product * Math.Max(1, length), 1L << 62);
        }

        return isEmpty ? 0 : (long)product;
    }
}
