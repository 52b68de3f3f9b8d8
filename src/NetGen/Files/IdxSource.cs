using System;
using System.IO;
using System.IO.Compression;

namespace NetGen;

/// <summary>Reads the elements of an IDX file, plain or packed with gzip, piece by piece, and trusts nothing in it.</summary>
internal sealed class IdxSource : IDisposable
{
    private const int BufferSize = 1 << 16;
    private static ReadOnlySpan<byte> GzipMagic => [0x1F, 0x8B];

    private readonly string _path;
    private readonly Stream _stream;
    private readonly bool _isPacked;
    private long _position;

    internal IdxSource(string path)
    {
        _path = path;
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan);
        try
        {
            _isPacked = IsPacked(file);
            _stream = _isPacked ? new BufferedStream(new GZipStream(file, CompressionMode.Decompress), BufferSize) : file;
            Header = Unpacked(() => IdxHeader.Read(_stream, path));
            _position = Header.Bytes;
            if (!_isPacked)
            {
                RequireLength(file.Length);
            }
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    internal IdxHeader Header { get; }

    /// <summary>Reads all elements at once.</summary>
    internal byte[] ReadAll()
    {
        // What a packed header says may be anything: memory grows with what is there.
        const int FirstBytes = 1 << 20;
        var data = new byte[Math.Min(Header.DataBytes, FirstBytes)];
        int filled = 0;
        while (true)
        {
            Read(data.AsSpan(filled));
            filled = data.Length;
            if (filled == Header.DataBytes)
            {
                break;
            }

            Array.Resize(ref data, (int)Math.Min(Header.DataBytes, Math.Min(2L * filled, Array.MaxLength)));
        }

        RequireEnd();
        return data;
    }

    /// <summary>Reads the next bytes.</summary>
    /// <exception cref="InvalidDataException">The file ends before them.</exception>
    internal void Read(Span<byte> bytes)
    {
        int read;
        try
        {
            read = _stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException error) when (_isPacked)
        {
            throw BadPacking(error);
        }

        _position += read;
        if (read < bytes.Length)
        {
            throw CutShort(_position);
        }
    }

    /// <exception cref="InvalidDataException">The file goes on.</exception>
    internal void RequireEnd()
    {
        if (Unpacked(_stream.ReadByte) >= 0)
        {
            throw new InvalidDataException($"{_path} is no valid IDX file: the elements of {Shapes.Text(Header.Shape)} end at byte {_position}, but the file goes on.");
        }
    }

    public void Dispose() => _stream.Dispose();

    private static bool IsPacked(FileStream file)
    {
        Span<byte> magic = stackalloc byte[GzipMagic.Length];
        bool isPacked = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) == magic.Length && magic.SequenceEqual(GzipMagic);
        file.Position = 0;
        return isPacked;
    }

    private void RequireLength(long length)
    {
        long end = Header.Bytes + Math.Min(Header.DataBytes, long.MaxValue - Header.Bytes);
        if (length < end)
        {
            throw CutShort(length);
        }

        if (length > end)
        {
            throw new InvalidDataException($"{_path} is no valid IDX file: the elements of {Shapes.Text(Header.Shape)} end at byte {end}, but it has {length} bytes.");
        }
    }

    private T Unpacked<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException error) when (_isPacked && !error.Message.StartsWith(_path, StringComparison.Ordinal))
        {
            throw BadPacking(error);
        }
    }

    private InvalidDataException CutShort(long bytes) => new(
        $"{_path} is cut short: the elements of {Shapes.Text(Header.Shape)}, type {Header.Type}, end at byte {Header.Bytes + (Int128)Header.DataBytes}, but it has {bytes} bytes{(_isPacked ? " unpacked" : "")}.");

    private InvalidDataException BadPacking(Exception error) => new($"{_path} is damaged: it cannot be unpacked after byte {_position}. {error.Message}", error);
}
