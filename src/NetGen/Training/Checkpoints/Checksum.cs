using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace NetGen;

/// <summary>SHA-256 over a file's metadata and tensors: a disk's fault in the numbers would not be seen otherwise.</summary>
internal static class Checksum
{
    /// <summary>The checksum in hexadecimal.</summary>
    /// <param name="file">The file.</param>
    /// <param name="key">The metadata that holds the checksum itself, which is left out.</param>
    internal static string Of(SafetensorsFile file, string key)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string name, string text) in file.Metadata)
        {
            if (name != key)
            {
                Add(hash, $"{name}\n{text}\n");
            }
        }

        // The order of tensors changes when they are written, widest type first.
        foreach (SafetensorsTensor tensor in file.Tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal))
        {
            Add(hash, $"{tensor}\n");
            hash.AppendData(tensor.Data.Span);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));
}
