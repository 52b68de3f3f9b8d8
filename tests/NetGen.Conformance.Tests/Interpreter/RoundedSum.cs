using System;

namespace NetGen.Conformance.Tests.Interpreter;

/// <summary>
/// A sum in float32 in whatever order: each of its additions rounds a partial sum, and no partial sum in any order lies beyond the sum of the positive
/// or that of the negative terms.
/// </summary>
internal struct RoundedSum
{
    private double _positive;
    private double _negative;
    private double _squares;
    private double _variance;
    private double _rowError;
    private int _terms;

    /// <summary>Adds a term.</summary>
    public void Add(Rounded term)
    {
        AddTerm(term.Value);
        _variance += term.Variance;
    }

    /// <summary>Adds a product; whether it is rounded before it is added is left open.</summary>
    public void AddProduct(Rounded a, Rounded b)
    {
        double product = a.Value * b.Value;
        AddTerm(product);
        _squares += product * product;
        _variance += VarianceOfProduct(a, b);
    }

    /// <summary>Adds the term of one row, which may be off by the same error as those of other rows.</summary>
    public void AddRow(Rounded term)
    {
        AddTerm(term.Value);
        _rowError += term.Error;
    }

    /// <summary>Adds the product of one row, which may be off by the same error as those of other rows.</summary>
    public void AddProductOfRow(Rounded a, Rounded b)
    {
        double product = a.Value * b.Value;
        AddTerm(product);
        _squares += product * product;
        _rowError += Math.Sqrt(VarianceOfProduct(a, b));
    }

    /// <summary>The sum.</summary>
    public readonly Rounded Total
    {
        get
        {
            double largest = Math.Max(_positive, _negative);
            double own = Rounding.Unit * Rounding.Unit * (_squares + Math.Max(_terms - 1, 0) * largest * largest);
            double squares = own + _variance + _rowError * _rowError;
            return new(_positive - _negative, squares == 0 ? 0 : Math.Sqrt(squares) + Rounding.Underflow);
        }
    }

    private static double VarianceOfProduct(Rounded a, Rounded b) => Square(a.Value * b.Error) + Square(b.Value * a.Error);

    private static double Square(double x) => x * x;

    private void AddTerm(double term)
    {
        if (term == 0)
        {
            return;
        }

        _terms++;
        if (term < 0)
        {
            _negative -= term;
        }
        else
        {
            _positive += term;
        }
    }
}
