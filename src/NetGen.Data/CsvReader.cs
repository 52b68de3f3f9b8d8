namespace NetGen.Data;

/// <summary>Reads examples from a CSV file.</summary>
internal sealed class CsvReader : ExampleReader
{
    private readonly CsvTable _table;
    private readonly CsvEncoder _encoder;

    private CsvReader(CsvTable table, CsvEncoder encoder)
        : base(encoder.Layout)
    {
        _table = table;
        _encoder = encoder;
    }

    internal static CsvReader Open(string path, DataDescription description, CsvFormat format, bool withTargets)
    {
        var table = new CsvTable(path, format);
        try
        {
            return new CsvReader(table, new CsvEncoder(table, description, withTargets));
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    public override bool TryRead(ExampleRow row)
    {
        if (!_table.TryReadRow())
        {
            return false;
        }

        _encoder.Encode(row);
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        _table.Dispose();
        base.Dispose(disposing);
    }
}
