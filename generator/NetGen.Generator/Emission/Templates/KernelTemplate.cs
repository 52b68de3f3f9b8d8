using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission.Templates;

/// <summary>The text of one kind of kernel: one template for every width.</summary>
internal interface IKernelTemplate
{
    bool Takes(Kernel kernel);

    /// <summary>What it computes, for the documentation of its method.</summary>
    string Formula(Kernel kernel);

    /// <summary>Writes the body of the method.</summary>
    void Emit(CodeWriter writer, InstructionSet set, Kernel kernel);
}

internal abstract class KernelTemplate<TKernel> : IKernelTemplate
    where TKernel : Kernel
{
    public bool Takes(Kernel kernel) => kernel is TKernel;

    public string Formula(Kernel kernel) => Formula((TKernel)kernel);

    public void Emit(CodeWriter writer, InstructionSet set, Kernel kernel) => Emit(writer, set, (TKernel)kernel);

    public abstract string Formula(TKernel kernel);

    public abstract void Emit(CodeWriter writer, InstructionSet set, TKernel kernel);
}

/// <summary>Every template: one line each.</summary>
internal static class KernelTemplates
{
    private static readonly IKernelTemplate[] All =
    [
        new ProductTemplate(),
        new DotTemplate(),
        new OuterProductTemplate(),
        new RowSumTemplate(),
        new TransposeTemplate(),
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

        throw new System.NotSupportedException("There is no template for " + kernel.GetType().Name + ".");
    }
}
