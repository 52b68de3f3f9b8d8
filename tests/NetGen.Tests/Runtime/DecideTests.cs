using NetGen.Runtime.V1;
using Xunit;

namespace NetGen.Tests;

public class DecideTests
{
    [Theory]
    [InlineData(new float[0], -1)]
    [InlineData(new[] { 3f }, 0)]
    [InlineData(new[] { 1f, 3f, 3f, 2f }, 1)]
    [InlineData(new[] { -0f, 0f }, 0)]
    [InlineData(new[] { float.NegativeInfinity, float.NegativeInfinity }, 0)]
    [InlineData(new[] { 1f, 2f, float.NaN }, -1)]
    [InlineData(new[] { float.NaN, 2f }, -1)]
    public void Argmax_is_the_first_of_the_largest_and_refuses_NaN(float[] scores, int expected) =>
        Assert.Equal(expected, Decide.Argmax(scores));
}
