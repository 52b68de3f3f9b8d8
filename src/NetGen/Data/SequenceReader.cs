using System.Collections.Generic;

namespace NetGen;

/// <summary>Reads examples from any sequence.</summary>
internal sealed class SequenceReader<T>(ExampleLayout layout, IEnumerable<T> items, RowWriter<T> write) : ExampleReader(layout)
{
    private readonly IEnumerator<T> _items = items.GetEnumerator();

    public override bool TryRead(ExampleRow row)
    {
        if (!_items.MoveNext())
        {
            return false;
        }

        write(_items.Current, row);
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        _items.Dispose();
        base.Dispose(disposing);
    }
}
