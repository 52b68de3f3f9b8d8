namespace NetGen;

/// <summary>What the elements of a field are.</summary>
public enum ElementKind
{
    /// <summary>32-bit floating-point numbers.</summary>
    Float,

    /// <summary>32-bit integers, such as class indices.</summary>
    Int,
}
