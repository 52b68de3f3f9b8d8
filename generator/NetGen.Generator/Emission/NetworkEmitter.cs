using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission;

/// <summary>Writes all files of a network: its story, its kernels for each instruction set, its trace.</summary>
internal static class NetworkEmitter
{
    public static EquatableArray<SourceFile> Emit(NetworkDeclaration declaration, NetworkPlan plan, EquatableArray<InstructionSet> sets)
    {
        Kernel[] kernels = plan.Kernels.ToArray();
        Kernel[] traced = plan.TraceKernels.ToArray();
        var story = new StoryEmitter(declaration, plan, sets);
        List<SourceFile> files =
        [
            story.EmitStory(),
            story.EmitMembers(),
            KernelsEmitter.Interface(declaration, kernels),
        ];
        // The trace runs on the narrowest kernels, so they are there even if the fast passes do without them.
        foreach (InstructionSet set in InstructionSet.All.Where(set => sets.Contains(set) || set == InstructionSet.Narrowest))
        {
            files.Add(KernelsEmitter.Body(declaration, set, kernels, set == InstructionSet.Narrowest ? traced : []));
        }

        files.Add(new TraceEmitter(declaration, plan).Emit());
        return files.ToEquatableArray();
    }
}
