using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using NetGen.Conformance.Tests.Compilation;
using Xunit.Sdk;

namespace NetGen.Conformance.Tests.Reference;

/// <summary>Every executed case of a kind with one kernel body as the rows of a theory; skipped, not passed, where the machine cannot run the body.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class CasesAttribute : DataAttribute
{
    /// <summary>All cases with a body.</summary>
    /// <param name="body">The body.</param>
    public CasesAttribute(KernelBody body)
    {
        Body = body;
        Skip = body.Unsupported();
    }

    /// <summary>The body.</summary>
    public KernelBody Body { get; }

    /// <summary>The kind of case.</summary>
    public string Kind { get; init; } = "net";

    /// <inheritdoc/>
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        ReferenceCatalogue.OfKind(Kind).Select(translation => new object[] { translation.Name, Body });
}
