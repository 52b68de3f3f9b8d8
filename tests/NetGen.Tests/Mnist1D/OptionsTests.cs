using NetGen.Samples.Mnist1D;
using Xunit;

namespace NetGen.Tests.Mnist1D;

public class OptionsTests
{
    [Fact]
    public void Without_arguments_the_published_training_is_run()
    {
        Options options = Options.Parse([]);

        Assert.Null(options.DataFile);
        Assert.Equal(150, options.Epochs);
        Assert.Equal([1], options.Seeds);
        Assert.False(options.Quiet);
    }

    [Fact]
    public void Every_option_is_read()
    {
        Options options = Options.Parse(["--data", "a.safetensors", "--epochs", "3", "--seeds", "4", "--output", "models", "--quiet", "--help"]);

        Assert.Equal("a.safetensors", options.DataFile);
        Assert.Equal(3, options.Epochs);
        Assert.Equal([1, 2, 3, 4], options.Seeds);
        Assert.Equal("models", options.OutputFolder);
        Assert.True(options.Quiet);
        Assert.True(options.Help);
    }

    [Theory]
    [InlineData("There is no option '--epoch'.", "--epoch", "3")]
    [InlineData("There is no option 'data.safetensors'.", "data.safetensors")]
    [InlineData("The option --epochs needs a value.", "--epochs")]
    [InlineData("The option --data needs a value.", "--data", "--quiet")]
    [InlineData("The option --epochs takes a whole number from 1 to 2147483647, not '0'.", "--epochs", "0")]
    [InlineData("The option --seeds takes a whole number from 1 to 1000, not 'x'.", "--seeds", "x")]
    public void What_cannot_be_read_is_named(string expected, params string[] arguments)
    {
        var error = Assert.Throws<OptionException>(() => Options.Parse(arguments));

        Assert.Equal(expected, error.Message);
    }
}
