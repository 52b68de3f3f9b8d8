using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using NetGen.Conformance.Tests.Compilation;
using Xunit.Sdk;

namespace NetGen.Conformance.Tests.Chains;

/// <summary>Every random chain with one kernel body as the rows of a theory; skipped, not passed, where the machine cannot run the body.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ChainsAttribute : DataAttribute
{
    /// <summary>All chains with a body.</summary>
    /// <param name="body">The body.</param>
    public ChainsAttribute(KernelBody body)
    {
        Body = body;
        Skip = body.Unsupported();
    }

    /// <summary>The body.</summary>
    public KernelBody Body { get; }

    /// <inheritdoc/>
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        Enumerable.Range(0, ChainRuns.All.Length).Select(index => new object[] { index, Body });
}
