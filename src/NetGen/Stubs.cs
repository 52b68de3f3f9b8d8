#pragma warning disable CS1591
using System;
namespace NetGen;
public abstract class Schedule { public abstract double RateAt(long t); internal double RateAt(long step, long epoch) => RateAt(step); }
internal static class StubExtensions
{
    internal static void Add(this Gradients g, Gradients other, double f) => throw new NotSupportedException();
    internal static void Scale(this Gradients g, double f) => throw new NotSupportedException();
}
