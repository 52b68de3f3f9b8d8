using System;
using Xunit;

namespace NetGen.Generator.Tests.Hosting;

public class HostTests
{
    [Fact]
    public void A_network_generates_compiles_and_has_no_problem()
    {
        HostResult result = GeneratorHost.Run(Networks.Mnist1D).AssertClean();
        Assert.Contains("Mnist1D.g.cs", result.Files.Keys);
        Assert.NotEmpty(result.Emit());
    }

    [Theory]
    [InlineData("Avx2", new[] { "Avx2", "Vector128" })]
    [InlineData("Vector128", new[] { "Vector128" })]
    [InlineData("avx512;Vector128", new[] { "Avx512", "Vector128" })]
    [InlineData(null, new[] { "Avx512", "Avx2", "Vector128" })]
    public void The_property_chooses_the_bodies(string? property, string[] bodies)
    {
        HostResult result = GeneratorHost.Run(GeneratorHost.Compile(Networks.Xor), GeneratorHost.Driver(property));
        foreach (string body in new[] { "Avx512", "Avx2", "Vector128" })
        {
            Assert.Equal(Array.IndexOf(bodies, body) >= 0, result.Files.ContainsKey($"Samples.Xor.{body}.g.cs"));
        }
    }
}
