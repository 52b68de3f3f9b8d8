namespace NetGen;

/// <summary>What the metric of a <see cref="PlateauRule"/> is compared with.</summary>
public enum PlateauReference
{
    /// <summary>The best that was reported so far.</summary>
    Best,

    /// <summary>The one that was reported before.</summary>
    Previous,
}
