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

    /// <summary>c - a * b, rounded once where the hardware fuses the two.</summary>
    static abstract TVector NegatedMultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>How much larger the rounded square of a number is than its exact square.</summary>
    static abstract TVector SquareExcess(TVector value, TVector square);

    static abstract TVector Abs(TVector value);

    /// <summary>left where it is less than right, else right: right also where either is NaN, and of zeros.</summary>
    static abstract TVector Lesser(TVector left, TVector right);

    /// <summary>left where it is greater than right, else right: right also where either is NaN, and of zeros.</summary>
    static abstract TVector Greater(TVector left, TVector right);

    /// <summary>All bits set in the lanes where left is less than right, none where it is not or either is NaN.</summary>
    static abstract TVector LessThan(TVector left, TVector right);

    /// <summary>All bits set in the lanes where left equals right, none where it does not or either is NaN.</summary>
    static abstract TVector Equal(TVector left, TVector right);

    /// <summary>Whether left is less than right in every lane; not where either is NaN.</summary>
    static abstract bool AllLessThan(TVector left, TVector right);

    /// <summary>The lanes of one where the mask is set, of the other where it is not.</summary>
    static abstract TVector Select(TVector mask, TVector set, TVector notSet);

    /// <summary>The lanes of one where the sign bit is set, of the other where it is not.</summary>
    static abstract TVector SelectNegative(TVector sign, TVector negative, TVector other);

    static abstract TVector BitAnd(TVector left, TVector right);

    static abstract TVector BitOr(TVector left, TVector right);

    static abstract TVector BitXor(TVector left, TVector right);

    /// <summary>The difference of the lanes' bit patterns as integers.</summary>
    static abstract TVector SubtractBits(TVector left, TVector right);

    static abstract TVector ShiftBitsLeft(TVector value, int count);

    /// <summary>The bit patterns shifted to the right, the sign bit moving in.</summary>
    static abstract TVector ShiftBitsRight(TVector value, int count);

    /// <summary>The bit patterns as integers, converted to floats.</summary>
    static abstract TVector BitsToNumber(TVector value);
}
