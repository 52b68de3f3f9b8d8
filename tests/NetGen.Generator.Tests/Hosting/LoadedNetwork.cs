using System;
using System.Reflection;

namespace NetGen.Generator.Tests.Hosting;

/// <summary>Networks that are compiled and loaded to be looked at.</summary>
internal static class LoadedNetwork
{
    /// <summary>The class A of a source text.</summary>
    public static Type Type(string source) => Assembly.Load(GeneratorHost.Run(source).AssertClean().Emit()).GetType("A", throwOnError: true)!;

    /// <summary>An object of it with the seed 0.</summary>
    public static INetwork Create(string source) => (INetwork)Activator.CreateInstance(Type(source), 0L)!;
}
