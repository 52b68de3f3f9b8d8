using System;
using System.Collections.Generic;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission.Templates;

/// <summary>The text of one kind of kernel: one template for every width.</summary>
internal interface IKernelTemplate
{
    bool Takes(Kernel kernel);

    /// <summary>What it computes, for the documentation of its method.</summary>
    string Formula(Kernel kernel);

    /// <summary>The call of the runtime that is all that the method does; null if it has a body.</summary>
    string? Call(InstructionSet set, Kernel kernel);

    /// <summary>Writes the body of a method that is no <see cref="Call"/>.</summary>
    void Emit(CodeWriter writer, InstructionSet set, Kernel kernel);

    /// <summary>The methods that the body calls. Kernels of other sizes share them, so a network has each once.</summary>
    IReadOnlyList<Tile> Tiles(InstructionSet set, Kernel kernel);

    /// <summary>The types that those methods are called with.</summary>
    IReadOnlyList<NestedType> Types(InstructionSet set, Kernel kernel);
}

/// <summary>A method that kernels call, mostly their innermost loops with sizes as arguments: literal ones were measured to be no faster in loops over tiles.</summary>
/// <param name="Name">The method's name with its type parameters, which its content determines.</param>
/// <param name="Summary">What it computes.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Emit">Writes the body.</param>
/// <param name="Returns">The type of what it returns.</param>
/// <param name="IsInlined">Whether a call would cost more than it is worth: of a method so small, or of one that little more than names a kernel calls.</param>
/// <param name="Constraints">What its type parameters must be.</param>
internal sealed record Tile(string Name, string Summary, string Parameters, Action<CodeWriter> Emit, string Returns = "void", bool IsInlined = false, string Constraints = "");

/// <summary>A private type beside the kernels.</summary>
/// <param name="Declaration">Kind, name and base.</param>
/// <param name="Summary">What it stands for.</param>
/// <param name="Lines">What is in it.</param>
internal sealed record NestedType(string Declaration, string Summary, IReadOnlyList<string> Lines);

internal abstract class KernelTemplate<TKernel> : IKernelTemplate
    where TKernel : Kernel
{
    public bool Takes(Kernel kernel) => kernel is TKernel;

    public string Formula(Kernel kernel) => Formula((TKernel)kernel);

    public string? Call(InstructionSet set, Kernel kernel) => Call(set, (TKernel)kernel);

    public void Emit(CodeWriter writer, InstructionSet set, Kernel kernel) => Emit(writer, set, (TKernel)kernel);

    public IReadOnlyList<Tile> Tiles(InstructionSet set, Kernel kernel) => Tiles(set, (TKernel)kernel);

    public IReadOnlyList<NestedType> Types(InstructionSet set, Kernel kernel) => Types(set, (TKernel)kernel);

    public abstract string Formula(TKernel kernel);

    public virtual string? Call(InstructionSet set, TKernel kernel) => null;

    public abstract void Emit(CodeWriter writer, InstructionSet set, TKernel kernel);

    public virtual IReadOnlyList<Tile> Tiles(InstructionSet set, TKernel kernel) => [];

    public virtual IReadOnlyList<NestedType> Types(InstructionSet set, TKernel kernel) => [];
}

/// <summary>Every template: one line each.</summary>
internal static class KernelTemplates
{
    private static readonly IKernelTemplate[] All =
    [
        new ProductTemplate(),
        new DotTemplate(),
        new MappedTemplate(),
        new OuterProductTemplate(),
        new RowTemplate(),
    ];

    public static IKernelTemplate For(Kernel kernel)
    {
        foreach (IKernelTemplate template in All)
        {
            if (template.Takes(kernel))
            {
                return template;
            }
        }

        throw new NotSupportedException("There is no template for " + kernel.GetType().Name + ".");
    }
}
