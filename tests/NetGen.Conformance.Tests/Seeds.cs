using System;
using System.Globalization;

namespace NetGen.Conformance.Tests;

/// <summary>Seeds of the random tests: fixed, unless an environment variable asks for others.</summary>
internal static class Seeds
{
    public static int From(string variable, int standard) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : standard;
}
