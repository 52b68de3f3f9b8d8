namespace NetGen;

/// <summary>The element types that an IDX file may hold, with the numbers that stand for them in the file.</summary>
public enum IdxType
{
    /// <summary>8-bit unsigned integer.</summary>
    UInt8 = 0x08,

    /// <summary>8-bit signed integer.</summary>
    Int8 = 0x09,

    /// <summary>16-bit signed integer.</summary>
    Int16 = 0x0B,

    /// <summary>32-bit signed integer.</summary>
    Int32 = 0x0C,

    /// <summary>IEEE single precision.</summary>
    Single = 0x0D,

    /// <summary>IEEE double precision.</summary>
    Double = 0x0E,
}
