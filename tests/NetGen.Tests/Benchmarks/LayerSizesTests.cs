using NetGen.Benchmarks.Workloads;
using Xunit;

namespace NetGen.Tests.Benchmarks;

public class LayerSizesTests
{
    [Fact]
    public void A_prediction_multiplies_by_each_weight_once_per_example_and_reads_all_parameters_once()
    {
        LayerSizes sizes = new(20, 64, 64, 10);

        // 20 * 64 + 64 * 64 + 64 * 10 = 6016 weights, 64 + 64 + 10 = 138 biases.
        Assert.Equal(6154, sizes.ParameterCount);
        Assert.Equal(new Cost(Flops: 2 * 6016, BytesRead: 4 * 6154, Footprint: 4 * 6154), sizes.Prediction(1));
        Assert.Equal(new Cost(Flops: 64 * 2 * 6016, BytesRead: 4 * 6154, Footprint: 4 * 6154), sizes.Prediction(64));
    }

    [Fact]
    public void A_training_step_has_no_input_gradient_of_the_first_layer()
    {
        // Forward and weight gradient 6016 each, input gradients 64 * 64 + 64 * 10 = 4736.
        Assert.Equal(new Cost(Flops: 16 * 2 * ((2 * 6016) + 4736)), new LayerSizes(20, 64, 64, 10).TrainingStep(16));
    }

    [Fact]
    public void A_single_layer_has_no_input_gradient_at_all() =>
        Assert.Equal(new Cost(Flops: 2 * 2 * 7 * 3), new LayerSizes(7, 3).TrainingStep(1));

    [Fact]
    public void Large_products_do_not_overflow() =>
        Assert.Equal(2L * 10_000 * 2048 * 2048, new LayerSizes(2048, 2048).Prediction(10_000).Flops);

    [Fact]
    public void The_name_is_that_of_the_peers() => Assert.Equal("784-512-512-10", new LayerSizes(784, 512, 512, 10).ToString());
}
