using System;
using System.Globalization;
using System.IO;

namespace NetGen.Benchmarks.Limits;

/// <summary>The sizes of the data caches, which say where the weights of a network lie.</summary>
internal static class CacheSizes
{
    private const string Folder = "/sys/devices/system/cpu/cpu0/cache";
    private static readonly string[] Names = ["L1", "L2", "L3"];
    private static readonly long[] Sizes = [OfLevel(1), OfLevel(2), OfLevel(3)];

    /// <summary>The level of the memory that so many bytes lie in when they are used over and over again.</summary>
    public static string LevelOf(long bytes) => Array.FindIndex(Sizes, size => bytes <= size) is >= 0 and int level ? Names[level] : "DRAM";

    /// <summary>Bytes of the cache of a level as Linux tells them; elsewhere what is common.</summary>
    /// <param name="level">1 to 3.</param>
    private static long OfLevel(int level) => Reported(level) ?? level switch
    {
        1 => 32 << 10,
        2 => 512 << 10,
        _ => 16 << 20,
    };

    private static long? Reported(int level)
    {
        if (!Directory.Exists(Folder))
        {
            return null;
        }

        foreach (string cache in Directory.GetDirectories(Folder, "index*"))
        {
            if (Text(cache, "level") == level.ToString(CultureInfo.InvariantCulture) && Text(cache, "type") != "Instruction")
            {
                return Bytes(Text(cache, "size"));
            }
        }

        return null;
    }

    private static string Text(string cache, string property)
    {
        string file = Path.Combine(cache, property);
        return File.Exists(file) ? File.ReadAllText(file).Trim() : "";
    }

    /// <summary>Such as 512K.</summary>
    private static long? Bytes(string size) =>
        size.EndsWith('K') && long.TryParse(size.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out long kilobytes) ? kilobytes << 10 : null;
}
