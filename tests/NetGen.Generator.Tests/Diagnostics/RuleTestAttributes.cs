using System;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>Marks a test in which the rule reports. <see cref="RuleTests"/> holds that every rule has one.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class TriggersAttribute(string id) : Attribute
{
    public string Id { get; } = id;
}

/// <summary>Marks a test in which the rule stays silent although little is missing. <see cref="RuleTests"/> holds that every rule has one.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class NearMissAttribute(string id) : Attribute
{
    public string Id { get; } = id;
}
