using System;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Threading;

namespace NetGen;

/// <summary>Tells a user, once per process, that a Debug build switches the JIT's optimizer off for the network's kernels.</summary>
internal static class DebugBuildNotice
{
    /// <summary>How many times longer an epoch takes in a Debug build; processor time of the 40-100-100-10 network of samples/Mnist1D, batch 100, on Zen 3.</summary>
    private const int DebugSlowdown = 15;

    private static int _written;

    internal static void WriteOnce(INetwork network)
    {
        if (IsOptimizerDisabled(network.GetType().Assembly) && Interlocked.Exchange(ref _written, 1) == 0)
        {
            Console.Error.WriteLine(Text(network.Info.Name));
        }
    }

    internal static bool IsOptimizerDisabled(Assembly assembly) =>
        assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true };

    internal static string Text(string network) => string.Create(
        CultureInfo.InvariantCulture,
        $"{network} is a Debug build: training runs about {DebugSlowdown} times slower than Release. Use 'dotnet run -c Release'.");
}
