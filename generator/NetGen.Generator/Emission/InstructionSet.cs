using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Common;

namespace NetGen.Generator.Emission;

/// <summary>A family of kernels for one vector width.</summary>
/// <param name="Name">As in the MSBuild property <c>NetGenInstructionSets</c>.</param>
/// <param name="Lanes">Floats in a vector.</param>
/// <param name="VectorClass">The class of vector operations: <c>Vector256</c>.</param>
/// <param name="Supported">The test that chooses it; the just-in-time compiler folds it to a constant.</param>
/// <param name="MultiplyAdd">A method that computes a * b + c with one rounding.</param>
/// <param name="Usings">Further aliases of its file.</param>
internal sealed record InstructionSet(string Name, int Lanes, string VectorClass, string Supported, string MultiplyAdd, EquatableArray<string> Usings)
{
    private const string X86 = "global::System.Runtime.Intrinsics.X86.";

    /// <summary>Widest first, which is the order of choice. The last runs everywhere.</summary>
    public static readonly IReadOnlyList<InstructionSet> All =
    [
        // IsHardwareAccelerated is false on processors that slow down when 512 bits are used.
        new("Avx512", 16, "Vector512", "Avx512F.IsSupported && Lanes16.IsHardwareAccelerated", "Avx512F.FusedMultiplyAdd", ["Avx512F = " + X86 + "Avx512F"]),
        new("Avx2", 8, "Vector256", "Avx2.IsSupported && Fma.IsSupported", "Fma.MultiplyAdd", ["Avx2 = " + X86 + "Avx2", "Fma = " + X86 + "Fma"]),
        new("Vector128", 4, "Vector128", "true", "NetGenLanes.MultiplyAdd", []),
    ];

    public static InstructionSet Narrowest => All[All.Count - 1];

    /// <summary>The sets that the property names, in order of choice; all of them if it is empty.</summary>
    public static EquatableArray<InstructionSet> Parse(string? property)
    {
        string[] names = (property ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries);
        EquatableArray<InstructionSet> chosen = All.Where(set => names.Contains(set.Name, StringComparer.OrdinalIgnoreCase)).ToEquatableArray();
        return chosen.Count == 0 ? All.ToEquatableArray() : chosen;
    }

    /// <summary>The alias of the vector type: <c>Floats8</c>. Not the framework's name, which a user's type could hide.</summary>
    public string Floats => "Floats" + Text.Number(Lanes);

    /// <summary>The alias of the class of vector operations: <c>Lanes8</c>.</summary>
    public string Operations => "Lanes" + Text.Number(Lanes);

    /// <summary>The struct that holds the kernels.</summary>
    public string Kernels => Name + "Kernels";

    /// <summary>
    /// Vectors of a tile side by side. With <see cref="TileRows"/> they make 8 to 16 independent sums: enough to hide the latency of a multiply-add, and no more
    /// than the registers hold beside the operands.
    /// </summary>
    /// <param name="sums">Interleaved sums of each result.</param>
    public int TileVectors(int sums) => Lanes == 16 || sums > 2 ? 1 : 2;

    /// <summary>Rows of a tile. Taller ones would read rows whose distance is a multiple of 4 KB through too few lines of the first cache.</summary>
    /// <param name="sums">Interleaved sums of each result.</param>
    public int TileRows(int sums) => (Lanes, sums) switch
    {
        (16, <= 2) => 8,
        (16, _) => 4,
        (_, 1) => 4,
        _ => 3,
    };

    /// <summary>Lanes of a tile: a panel, half or a quarter of it.</summary>
    public int TileLanes(int sums) => Lanes * TileVectors(sums);

    /// <summary>How many vectors hold <paramref name="elements"/>.</summary>
    public int Vectors(int elements) => (elements + Lanes - 1) / Lanes;

    /// <summary>The first <paramref name="count"/> lanes, the others 0; without a count all. An open count may be any number, below 1 too.</summary>
    public string Load(string reference, string index, string? count, bool isOpen = false) =>
        count is null ? LoadAt(reference, index) : $"NetGenLanes.Load{(isOpen ? "UpTo" : "")}{Text.Number(Lanes)}({At(reference, index)}, {count})";

    /// <summary>A statement that stores the first <paramref name="count"/> lanes; without a count all. An open count may be any number, below 1 too.</summary>
    public string Store(string value, string reference, string index, string? count, bool isOpen = false) =>
        count is null ? $"{LoadAt(reference, index)} = {value};" : $"NetGenLanes.Store{(isOpen ? "UpTo" : "")}({value}, {At(reference, index)}, {count});";

    public string Load(string reference, int offset) => $"Unsafe.As<float, {Floats}>({At(reference, offset)})";

    public string LoadAt(string reference, string index) => $"Unsafe.As<float, {Floats}>({At(reference, index)})";

    public string Broadcast(string scalar) => $"{Operations}.Create({scalar})";

    /// <summary>A reference <paramref name="offset"/> floats on.</summary>
    public static string At(string reference, int offset) => At(reference, Text.Number(offset));

    /// <summary>A reference as many floats on as the text <paramref name="index"/> says.</summary>
    public static string At(string reference, string index) => index == "0" ? "ref " + reference : $"ref Unsafe.Add(ref {reference}, {index})";
}
