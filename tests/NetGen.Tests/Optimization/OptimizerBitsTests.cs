using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Xunit;

namespace NetGen.Tests;

/// <summary>The bits of every optimizer after some steps, which were computed once: no width of vectors, no fused operation and no system's own functions may change them. Who changes
/// a rule on purpose enters what the failure says.</summary>
public class OptimizerBitsTests
{
    private static readonly Dictionary<string, string> Expected = new()
    {
        ["Sgd"] = "BDFE693CEF50733B",
        ["Sgd heavy ball"] = "B3C3EA56C0B0B13C",
        ["Sgd velocity"] = "DDAB80AC94874183",
        ["Sgd average"] = "22C8529478EC8E1C",
        ["Sgd Nesterov"] = "CD722A4D760EC296",
        ["Sgd Nesterov velocity"] = "8CFB8CC22D2C55D4",
        ["AdaGrad"] = "641FBD75F3BD6313",
        ["AdaGrad with options"] = "77353BE073C1E838",
        ["RmsProp"] = "7F9C3879E3F3E570",
        ["RmsProp inside"] = "1AA5FDABA17EBCB4",
        ["RmsProp centered"] = "50D6CDE92411074F",
        ["RmsProp centered with momentum"] = "522DD537461A311F",
        ["RmsProp momentum"] = "017AD3595AE9B7A8",
        ["Adam"] = "D72E9331661577A8",
        ["Adam uncorrected"] = "E5EC6502AD1E43B1",
        ["Adam AMSGrad"] = "B0FE8AFE1895C284",
        ["Adam inside"] = "9A3E16CAE7B42817",
        ["AdamW"] = "908711793427FF24",
        ["Adamax"] = "03439361D624052B",
        ["NAdam"] = "56699B04D5841B72",
        ["RAdam"] = "376CFE646690AAC4",
        ["AdaDelta"] = "1E1C606DD80FD800",
        ["Lion"] = "A6C89BC6732E349E",
        ["Sgd with decay"] = "BE586A1E1C257873",
        ["Sgd with decoupled decay of weights"] = "2FB0FB4609B79E0C",
        ["Sgd clipped"] = "3058B5A14203C4E4",
        ["AdaGrad clipped by norm"] = "D8F61CDB547282F2",
        ["AdaGrad clipped by value with decay"] = "BEEC0D8E16D23B28",
        ["Adam clipped with decay"] = "E5BDA7F93C5DB103",
    };

    public static TheoryData<string> Names => OptimizerCatalogue.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Bits_are_the_same_everywhere(string name)
    {
        var run = new Descent(53, 61, OptimizerCatalogue.Create(name));
        for (int step = 0; step < 25; step++)
        {
            run.Step();
        }

        Assert.Equal(Expected.GetValueOrDefault(name), Hash(run.Network.ToArray()));
    }

    /// <summary>FNV-1a over the bits.</summary>
    private static string Hash(float[] values) => values
        .Aggregate(14695981039346656037, (hash, value) => (hash ^ BitConverter.SingleToUInt32Bits(value)) * 1099511628211)
        .ToString("X16", CultureInfo.InvariantCulture);
}
