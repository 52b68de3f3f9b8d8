namespace NetGen.Runtime.V1;

/// <summary>What the polynomials need of a vector of floats, so that each is written once for all widths.</summary>
/// <typeparam name="TVector">The vector of floats.</typeparam>
internal interface ILanes<TVector>
    where TVector : struct
{
    static abstract TVector Create(float value);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Subtract(TVector left, TVector right);

    static abstract TVector Multiply(TVector left, TVector right);

    static abstract TVector Divide(TVector left, TVector right);

    /// <summary>a * b + c, rounded once where the hardware fuses the two.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    static abstract TVector Abs(TVector value);

    /// <summary>left where it is less than right, else right: right also where either is NaN, and of zeros.</summary>
    static abstract TVector Lesser(TVector left, TVector right);

    /// <summary>left where it is greater than right, else right: right also where either is NaN, and of zeros.</summary>
    static abstract TVector Greater(TVector left, TVector right);

    /// <summary>All bits set in the lanes where left is less than right, none where it is not or either is NaN.</summary>
    static abstract TVector LessThan(TVector left, TVector right);

    /// <summary>The lanes of one where the mask is set, of the other where it is not.</summary>
    static abstract TVector Select(TVector mask, TVector set, TVector notSet);

    static abstract TVector BitAnd(TVector left, TVector right);

    static abstract TVector BitOr(TVector left, TVector right);

    /// <summary>The difference of the lanes' bit patterns as integers.</summary>
    static abstract TVector SubtractBits(TVector left, TVector right);

    static abstract TVector ShiftBitsLeft(TVector value, int count);

    /// <summary>The bit patterns shifted to the right, the sign bit moving in.</summary>
    static abstract TVector ShiftBitsRight(TVector value, int count);

    /// <summary>The bit patterns as integers, converted to floats.</summary>
    static abstract TVector BitsToNumber(TVector value);
}
