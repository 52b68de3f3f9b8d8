#pragma warning disable CS1591
using System;
namespace NetGen;
internal static class StubExtensions
{
    internal static void Add(this Gradients g, Gradients other, double f) => throw new NotSupportedException();
    internal static void Scale(this Gradients g, double f) => throw new NotSupportedException();
}
