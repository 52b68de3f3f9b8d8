using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission.Templates;

/// <summary>
/// What a sum starts from and what is stored of it, as types: the loops over the sums stand in a file once, and the just-in-time compiler specialises them for each pair.
/// </summary>
internal static class EpilogueTypes
{
    /// <summary>The type parameters of the loops.</summary>
    public const string Parameters = "<TStart, TEpilogue>";

    /// <summary>References that the loops hand on at least: an unused one is cheaper than a further text of the loops.</summary>
    private const int LeastOperands = 2;

    private static readonly string[] OperandNames = ["first", "second", "third", "fourth"];

    /// <summary>The types for one kernel, in angle brackets.</summary>
    public static string Arguments(ProductKernel kernel) => $"<{Start(kernel)}, {Name(kernel.Epilogue)}>";

    public static string Constraints(Epilogue epilogue) => $" where TStart : struct, IStart where TEpilogue : struct, {Interface(epilogue)}";

    /// <summary>What distinguishes loops that hand on more operands than others, as part of a name.</summary>
    public static string Suffix(Epilogue epilogue) => epilogue.Operands.Count > LeastOperands ? "Of" + Text.Number(epilogue.Operands.Count) : "";

    /// <summary>The names of the references that the loops hand on.</summary>
    public static IEnumerable<string> Operands(Epilogue epilogue) => Enumerable.Range(0, System.Math.Max(LeastOperands, epilogue.Operands.Count)).Select(Operand);

    /// <summary>The kernel's operands as arguments of the loops; any reference stands for one that it lacks.</summary>
    public static IEnumerable<string> OperandArguments(Epilogue epilogue) => Operands(epilogue).Select((_, i) => "ref " + (i < epilogue.Operands.Count ? epilogue.Operands[i].Name : "x"));

    /// <summary>The vector that a sum starts from in the loops.</summary>
    public static string StartOf(string column) => $"TStart.Of(ref biases, {column})";

    /// <summary>What the loops store of a sum.</summary>
    /// <param name="epilogue">Decides how many operands there are.</param>
    /// <param name="sum">The sum.</param>
    /// <param name="position">Where the first lane belongs in the result and in operands of its shape.</param>
    /// <param name="column">Which result of a row the first lane is.</param>
    /// <param name="count">How many lanes count, any number.</param>
    public static string Applied(Epilogue epilogue, string sum, string position, string column, string count) =>
        $"TEpilogue.Apply({sum}, {string.Join(", ", Operands(epilogue).Select(operand => "ref " + operand))}, {position}, {column}, {count})";

    /// <summary>The types that a kernel's loops need.</summary>
    public static IEnumerable<NestedType> Of(InstructionSet set, ProductKernel kernel)
    {
        string start = $"{set.Floats} Of(ref float biases, nint column)";
        yield return new("interface IStart", "What the sums of results column, column + 1, ... start from", [$"static abstract {start};"]);
        yield return kernel.HasBias
            ? Struct("FromBias : IStart", "A sum starts from its bias", start, set.LoadAt("biases", "column"))
            : Struct("FromZero : IStart", "A sum starts from 0", start, set.Floats + ".Zero");

        Epilogue epilogue = kernel.Epilogue;
        string operands = string.Join(", ", Operands(epilogue).Select(operand => "ref float " + operand));
        string apply = $"{set.Floats} Apply({set.Floats} sum, {operands}, nint position, nint column, int count)";
        yield return new(
            "interface " + Interface(epilogue),
            "What is stored of sums of a row: position is where the first one belongs in the result and in operands of its shape, column which result of the row it is, count how many lanes count; an operand that is not needed may be any reference",
            [$"static abstract {apply};"]);
        yield return Struct($"{Name(epilogue)} : {Interface(epilogue)}", "Stores " + EpilogueText.FormulaOfSum(epilogue, OperandOf(epilogue)), apply, EpilogueText.Apply(set, epilogue, OperandOf(epilogue)));
    }

    private static NestedType Struct(string declaration, string summary, string method, string value) => new(
        "readonly struct " + declaration,
        summary,
        ["[MethodImpl(MethodImplOptions.AggressiveInlining)]", $"public static {method} => {value};"]);

    private static string Start(ProductKernel kernel) => kernel.HasBias ? "FromBias" : "FromZero";

    private static string Name(Epilogue epilogue) => epilogue.Name.Length == 0 ? "PlainSum" : epilogue.Name + "Epilogue";

    private static string Interface(Epilogue epilogue) => "IEpilogue" + Suffix(epilogue);

    private static string Operand(int index) => index < OperandNames.Length ? OperandNames[index] : "operand" + Text.Number(index + 1);

    private static System.Func<string, string> OperandOf(Epilogue epilogue) => name =>
        Operand(Enumerable.Range(0, epilogue.Operands.Count).Single(i => epilogue.Operands[i].Name == name));
}
