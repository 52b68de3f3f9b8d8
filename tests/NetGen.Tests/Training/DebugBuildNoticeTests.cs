using System;
using System.Diagnostics;
using System.Reflection;
using System.Reflection.Emit;
using Xunit;

namespace NetGen.Tests;

public class DebugBuildNoticeTests
{
    [Theory]
    [InlineData(DebuggableAttribute.DebuggingModes.Default | DebuggableAttribute.DebuggingModes.DisableOptimizations, true)]
    [InlineData(DebuggableAttribute.DebuggingModes.IgnoreSymbolStoreSequencePoints, false)]
    public void A_debug_build_is_known_by_its_attribute(DebuggableAttribute.DebuggingModes modes, bool expected)
    {
        ConstructorInfo constructor = typeof(DebuggableAttribute).GetConstructor([typeof(DebuggableAttribute.DebuggingModes)])!;
        AssemblyBuilder assembly = AssemblyBuilder.DefineDynamicAssembly(
            new AssemblyName("Built"), AssemblyBuilderAccess.Run, [new CustomAttributeBuilder(constructor, [modes])]);

        Assert.Equal(expected, DebugBuildNotice.IsOptimizerDisabled(assembly));
    }

    [Fact]
    public void The_notice_says_what_to_do()
    {
        string text = DebugBuildNotice.Text("Mnist1D");
        Assert.StartsWith("Mnist1D is a Debug build: training runs about ", text, StringComparison.Ordinal);
        Assert.EndsWith(" times slower than Release. Use 'dotnet run -c Release'.", text, StringComparison.Ordinal);
    }
}
