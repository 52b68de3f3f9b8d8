using System;
using System.IO;
using System.Linq;
using Xunit;

namespace NetGen.Tests;

/// <summary>Saving and loading what optimizers remember.</summary>
public class OptimizerStateTests
{
    public static TheoryData<string> Names => OptimizerCatalogue.Names;

    [Fact]
    public void The_catalogue_has_every_optimizer() => Assert.Equal(
        typeof(Optimizer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Optimizer)) && !type.IsAbstract).Select(type => type.Name).Order(StringComparer.Ordinal),
        OptimizerCatalogue.Types.Select(type => type.Name).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_goes_on_with_the_same_bits(string name)
    {
        var whole = new Descent(17, 13, OptimizerCatalogue.Create(name));
        var resumed = new Descent(17, 13, OptimizerCatalogue.Create(name));
        for (int step = 1; step <= 9; step++)
        {
            whole.Step();
            resumed.Step();
            if (step is 1 or 4)
            {
                SafetensorsFile file = Saved(resumed.Optimizer);
                Optimizer next = OptimizerCatalogue.Create(name);
                next.LoadState(resumed.Network, file, "file");
                Assert.Equal(step, next.StepCount);
                resumed = resumed.With(next);
            }
        }

        Assert.Equal(Bits(whole), Bits(resumed));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void State_is_saved_by_logical_views(string name)
    {
        var run = new Descent(17, 13, OptimizerCatalogue.Create(name));
        run.Step();
        SafetensorsFile file = Saved(run.Optimizer);
        Assert.Equal([1L], file["optimizer.steps"].ToInt64s());
        Assert.Single(file["optimizer.scalars"].Shape);
        Assert.StartsWith(run.Optimizer.GetType().Name + "(", file.Metadata["optimizer"], StringComparison.Ordinal);
        foreach (SafetensorsTensor tensor in file.Tensors.Skip(2))
        {
            Assert.Matches("^optimizer\\.[a-zA-Z]+/dense1\\.(weight|bias)$", tensor.Name);
            Assert.Equal(tensor.Name.EndsWith("weight", StringComparison.Ordinal) ? "[13, 17]" : "[13]", Shapes.Text(tensor.Shape));
        }
    }

    [Fact]
    public void Only_what_is_trained_and_owned_is_saved()
    {
        var network = new BareNetwork(PartsLayout.Create());
        var optimizer = new Sgd(0.1, 0.9);
        optimizer.Step(network, new Gradients(network));
        Assert.Equal(
            ["optimizer.velocity/norm1.weight", "optimizer.velocity/step1.dense1.bias", "optimizer.velocity/step1.dense1.weight"],
            Saved(optimizer).Tensors.Select(tensor => tensor.Name).Where(name => name.Contains('/', StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_optimizer_without_steps_is_saved_too()
    {
        SafetensorsFile file = Saved(new Adam());
        var run = new Descent(3, 2, new Adam());
        var fresh = new Descent(3, 2, new Adam());
        run.Optimizer.LoadState(run.Network, file, "file");
        run.Optimizer.LoadState(run.Network, Saved(run.Optimizer), "file");
        run.Step();
        fresh.Step();
        Assert.Equal(Bits(fresh), Bits(run));
    }

    [Fact]
    public void What_does_not_fit_is_listed_and_changes_nothing()
    {
        var run = new Descent(3, 2, new Adam(beta1: 0.8));
        run.Step();
        SafetensorsFile file = Saved(run.Optimizer);
        var other = new Descent(3, 1, new RmsProp { Momentum = 0.5 });
        var untouched = new Descent(3, 1, new RmsProp { Momentum = 0.5 });
        other.Step();
        untouched.Step();
        var error = Assert.Throws<InvalidDataException>(() => other.Optimizer.LoadState(other.Network, file, "state.safetensors"));
        Assert.Equal(
            """
            The optimizer of state.safetensors does not fit LinearNetwork; nothing was loaded.
              optimizer: expected RmsProp(epsilon 1E-08, momentum 0.5, rho 0.99), but the file has Adam(beta1 0.8, beta2 0.999, biasCorrection, epsilon 1E-08)
              optimizer.scalars: expected F64 [0], but the file has F64 [2]
              optimizer.square/dense1.weight: expected F32 [1, 3], but the file has F32 [2, 3]
              optimizer.square/dense1.bias: expected F32 [1], but the file has F32 [2]
              optimizer.velocity/dense1.weight: expected F32 [1, 3], but the file does not have it
              optimizer.velocity/dense1.bias: expected F32 [1], but the file does not have it
              optimizer.mean/dense1.bias: the file has F32 [2], but nothing was expected
              optimizer.mean/dense1.weight: the file has F32 [2, 3], but nothing was expected
            """.ReplaceLineEndings("\n"),
            error.Message);
        other.Step();
        untouched.Step();
        Assert.Equal(Bits(untouched), Bits(other));
        Assert.Throws<InvalidDataException>(() => other.Optimizer.LoadState(other.Network, new SafetensorsFile(), "empty"));
    }

    [Fact]
    public void Tensors_of_others_are_left_to_them()
    {
        var run = new Descent(3, 2, new Adam());
        run.Step();
        SafetensorsFile file = Saved(run.Optimizer);
        file.Add("dense1.weight", [2, 3], new float[6]);
        file.Add("optimizers", [], [1f]);
        run.Optimizer.LoadState(run.Network, file, "file");
        Assert.Equal(1, run.Optimizer.StepCount);
    }

    [Theory]
    [InlineData("Sgd(form HeavyBall, momentum 0)", "Sgd")]
    [InlineData("Adam(beta1 0.9, beta2 0.999, biasCorrection, epsilon 1E-08)", "Adam")]
    [InlineData("AdamW(beta1 0.9, beta2 0.999, biasCorrection, epsilon 1E-08, weightDecay 0.01, decoupledWeightDecay, decayBiases)", "AdamW")]
    [InlineData("Sgd(form HeavyBall, momentum 0, clipNorm 0.5, clipValue 0.1)", "Sgd clipped")]
    [InlineData("AdaGrad(epsilon 1E-10, epsilonInsideRoot, initialSquares 0.01, rateDecay 0.1)", "AdaGrad with options")]
    public void The_rule_as_text(string text, string name) => Assert.Equal(text, OptimizerCatalogue.Create(name).ToString());

    [Fact]
    public void Rates_of_layers_are_part_of_the_rule()
    {
        var optimizer = new Sgd();
        optimizer.ScaleRate("dense2", 0.5);
        optimizer.ScaleRate("dense1", 2);
        Assert.Equal("Sgd(form HeavyBall, momentum 0, rate of dense1 2, rate of dense2 0.5)", optimizer.ToString());
    }

    private static SafetensorsFile Saved(Optimizer optimizer)
    {
        var file = new SafetensorsFile();
        optimizer.SaveState(file);
        var stream = new MemoryStream();
        file.Write(stream);
        stream.Position = 0;
        return SafetensorsFile.Read(stream, "stream");
    }

    private static int[] Bits(Descent run) => [.. run.Network.ToArray().Select(BitConverter.SingleToInt32Bits)];
}
