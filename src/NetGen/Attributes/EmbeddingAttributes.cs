namespace NetGen;

/// <summary>A trained vector for each of a vocabulary's entries: from ints i to the rows E[i], y[..., j] = E[i[...], j]. An input of shape [...] gives [..., width]. The input holds ints
/// from 0 to vocabulary - 1; others are refused before anything is computed. Bengio, Ducharme, Vincent, Jauvin: A Neural Probabilistic Language Model, 2003.</summary>
/// <remarks>The derivative touches only the rows that the batch names, and so does a step of <see cref="Sgd"/>. In files: <c>embedding1.weight</c> [vocabulary, width].</remarks>
public sealed class EmbeddingAttribute : LayerAttribute
{
    /// <summary>A table of a fixed size.</summary>
    /// <param name="vocabulary">The number of rows of the table, at least 1.</param>
    /// <param name="width">The length of a row, at least 1.</param>
    public EmbeddingAttribute(int vocabulary, int width)
    {
        Vocabulary = vocabulary;
        Width = width;
    }

    /// <summary>A table whose width has a name.</summary>
    /// <param name="vocabulary">The number of rows of the table, at least 1.</param>
    /// <param name="width">The name of an int property of the block, or of a variant.</param>
    public EmbeddingAttribute(int vocabulary, string width)
    {
        Vocabulary = vocabulary;
        WidthName = width;
    }

    /// <summary>A table whose size has names.</summary>
    /// <param name="vocabulary">The name of an int property of the block, or of a variant.</param>
    /// <param name="width">The name of another.</param>
    public EmbeddingAttribute(string vocabulary, string width)
    {
        VocabularyName = vocabulary;
        WidthName = width;
    }

    /// <summary>A table whose number of rows has a name.</summary>
    /// <param name="vocabulary">The name of an int property of the block, or of a variant.</param>
    /// <param name="width">The length of a row, at least 1.</param>
    public EmbeddingAttribute(string vocabulary, int width)
    {
        VocabularyName = vocabulary;
        Width = width;
    }

    /// <summary>The number of rows of the table; 0 where a name stands for it.</summary>
    public int Vocabulary { get; }

    /// <summary>The name that stands for the number of rows; null for a number.</summary>
    public string? VocabularyName { get; }

    /// <summary>The length of a row; 0 where a name stands for it.</summary>
    public int Width { get; }

    /// <summary>The name that stands for the length of a row; null for a number.</summary>
    public string? WidthName { get; }
}

/// <summary>The mean of the trained vectors of several entries of a vocabulary: y[..., j] = 1/n sum_k E[i[..., k], j] over the n ints of the last axis. An input of shape [..., n]
/// gives [..., width]. The input holds ints from 0 to vocabulary - 1; others are refused before anything is computed.</summary>
/// <remarks>The derivative touches only the rows that the batch names, and so does a step of <see cref="Sgd"/>. In files: <c>embeddingBag1.weight</c> [vocabulary, width].</remarks>
public sealed class EmbeddingBagAttribute : LayerAttribute
{
    /// <inheritdoc cref="EmbeddingAttribute(int, int)"/>
    public EmbeddingBagAttribute(int vocabulary, int width)
    {
        Vocabulary = vocabulary;
        Width = width;
    }

    /// <inheritdoc cref="EmbeddingAttribute(int, string)"/>
    public EmbeddingBagAttribute(int vocabulary, string width)
    {
        Vocabulary = vocabulary;
        WidthName = width;
    }

    /// <inheritdoc cref="EmbeddingAttribute(string, string)"/>
    public EmbeddingBagAttribute(string vocabulary, string width)
    {
        VocabularyName = vocabulary;
        WidthName = width;
    }

    /// <inheritdoc cref="EmbeddingAttribute(string, int)"/>
    public EmbeddingBagAttribute(string vocabulary, int width)
    {
        VocabularyName = vocabulary;
        Width = width;
    }

    /// <summary>The number of rows of the table; 0 where a name stands for it.</summary>
    public int Vocabulary { get; }

    /// <summary>The name that stands for the number of rows; null for a number.</summary>
    public string? VocabularyName { get; }

    /// <summary>The length of a row; 0 where a name stands for it.</summary>
    public int Width { get; }

    /// <summary>The name that stands for the length of a row; null for a number.</summary>
    public string? WidthName { get; }
}
