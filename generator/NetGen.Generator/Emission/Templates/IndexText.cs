namespace NetGen.Generator.Emission.Templates;

/// <summary>Sums and products of indices as text, with literals folded.</summary>
internal static class IndexText
{
    /// <summary>A product of a text and a literal: of two literals their product.</summary>
    public static string Times(string factor, int number) =>
        number == 1 ? factor
        : number == 0 ? "0"
        : int.TryParse(factor, out int literal) ? Text.Number(literal * number)
        : factor.Contains(" ") && factor[0] != '(' ? "(" + factor + ") * " + Text.Number(number)
        : factor + " * " + Text.Number(number);

    /// <summary>A sum of two texts: of literals their sum, and nothing written for a zero.</summary>
    public static string Plus(string left, string right) =>
        left == "0" ? right
        : right == "0" ? left
        : int.TryParse(left, out int a) && int.TryParse(right, out int b) ? Text.Number(a + b)
        : left + " + " + right;
}
