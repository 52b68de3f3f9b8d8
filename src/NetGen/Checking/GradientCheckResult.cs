using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NetGen;

/// <summary>What <see cref="GradientCheck"/> found.</summary>
/// <param name="Loss">The loss of the batch, as a step of training has it.</param>
/// <param name="Tensors">Each trainable parameter, then each input for which the network computes a gradient.</param>
/// <param name="Tolerance">The error that is allowed.</param>
public sealed record GradientCheckResult(double Loss, ImmutableArray<TensorCheck> Tensors, double Tolerance)
{
    /// <summary>Whether the loss is finite and no derivative that was checked is wrong.</summary>
    public bool IsGood => double.IsFinite(Loss) && Tensors.All(tensor => tensor.Wrong == 0);

    /// <summary>A table of the tensors, each with its worst entry, and what it comes to.</summary>
    public override string ToString()
    {
        var table = new TextTable("tensor", ">shape", ">checked", ">wrong", ">unclear", "worst entry", ">analytic", ">numeric", ">error");
        foreach (TensorCheck tensor in Tensors)
        {
            table.Add(
                [tensor.Name, Shapes.Text(tensor.Shape), Count(tensor.Checked), Count(tensor.Wrong), Count(tensor.Unclear), .. Cells(tensor.Worst)]);
        }

        var text = new StringBuilder();
        table.AppendTo(text);
        return text.Append(Verdict()).Append('\n').ToString();
    }

    private string Verdict()
    {
        if (!double.IsFinite(Loss))
        {
            return string.Create(CultureInfo.InvariantCulture, $"The loss of the batch is {Loss}, so nothing was checked; look for NaN or huge values in the data and parameters.");
        }

        string limit = Percent(Tolerance);
        string[] bad = [.. Tensors.Where(tensor => tensor.Wrong > 0).Select(tensor => tensor.Name)];
        return bad.Length == 0
            ? $"The gradient is right: no entry is off by more than {limit} of its tensor's largest."
            : $"The gradient is wrong in {string.Join(", ", bad)}: entries are off by more than {limit} of their tensor's largest.";
    }

    private static string[] Cells(EntryCheck? worst) =>
        worst is null ? ["", "", "", ""] : [Shapes.Text(worst.Index), Number(worst.Analytic), Number(worst.Numeric), Percent(worst.RelativeError)];

    private static string Number(double number) => number.ToString("G6", CultureInfo.InvariantCulture);

    private static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (100 * share).ToString("0.####", CultureInfo.InvariantCulture) + " %";
}
