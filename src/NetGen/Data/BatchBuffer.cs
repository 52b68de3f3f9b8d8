namespace NetGen;

/// <summary>Memory of one batch, used again and again.</summary>
internal sealed class BatchBuffer
{
    internal BatchBuffer(ExampleLayout layout, int batchSize)
    {
        Rows = new RowStore(layout, batchSize);
        Batch = Rows.ToBatch();
    }

    internal RowStore Rows { get; }

    internal Minibatch Batch { get; }
}
