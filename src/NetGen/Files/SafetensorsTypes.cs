using System;

namespace NetGen;

/// <summary>Names and sizes of element types.</summary>
internal static class SafetensorsTypes
{
    /// <summary>The type of a name in a header, or null.</summary>
    public static SafetensorsType? Parse(string name)
    {
        foreach (SafetensorsType type in Enum.GetValues<SafetensorsType>())
        {
            if (Name(type) == name)
            {
                return type;
            }
        }

        return null;
    }

    /// <summary>The name in a header.</summary>
    public static string Name(SafetensorsType type) => type switch
    {
        SafetensorsType.Bool => "BOOL",
        SafetensorsType.F8E5M2 => "F8_E5M2",
        SafetensorsType.F8E4M3 => "F8_E4M3",
        _ => type.ToString(),
    };

    /// <summary>The bytes of one element.</summary>
    public static int Size(SafetensorsType type) => type switch
    {
        SafetensorsType.F64 or SafetensorsType.I64 or SafetensorsType.U64 => 8,
        SafetensorsType.F32 or SafetensorsType.I32 or SafetensorsType.U32 => 4,
        SafetensorsType.F16 or SafetensorsType.BF16 or SafetensorsType.I16 or SafetensorsType.U16 => 2,
        _ => 1,
    };
}
