using System.ComponentModel;

namespace NetGen.Runtime.V1;

/// <summary>Marks the private constructor of generated networks that leaves the parameters 0, for who fills them at once.
/// A type of its own, so that no constructor of the user's has the same signature.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Uninitialized;
