using System;
using System.Linq;
using NetGen.Runtime.V1;
using Xunit;

namespace NetGen.Tests.Runtime;

public class ShareTests
{
    public static TheoryData<int, int> Cases => new()
    {
        { 0, 1 }, { 0, 16 }, { 1, 1 }, { 1, 64 }, { 2, 1 }, { 7, 1 }, { 15, 16 }, { 16, 16 }, { 17, 16 }, { 64, 8 }, { 100, 8 }, { 100, 64 }, { 127, 64 }, { 128, 64 }, { 129, 64 },
        { 1000, 6 }, { 1000, 7 }, { 4097, 16 }, { int.MaxValue, 1 }, { int.MaxValue, 64 }, { int.MaxValue - 1, int.MaxValue }, { int.MaxValue, int.MaxValue - 1 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Parts_cover_everything_once_in_whole_granules_and_equally(int items, int granule)
    {
        foreach (int count in new[] { 1, 2, 3, 4, 5, 6, 7, 8, 13, 64, 1000 })
        {
            int covered = 0;
            var lengths = new long[count];
            for (int index = 0; index < count; index++)
            {
                new TeamMember(new TeamBarrier(), index, count).Share(items, granule, out int from, out int to);
                Assert.Equal(covered, from);
                Assert.InRange(to, from, items);
                Assert.True(to == items || to % granule == 0, $"Part {index} of {count} ends at {to}.");
                lengths[index] = to - from;
                covered = to;
            }

            Assert.Equal(items, covered);
            Assert.InRange(lengths.Max() - lengths.Min(), 0, granule);
        }
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(5, 4)]
    [InlineData(int.MaxValue, 64)]
    public void Who_is_alone_has_everything(int items, int granule)
    {
        TeamMember alone = default;
        alone.Share(items, granule, out int from, out int to);

        Assert.Equal((0, items), (from, to));
        Assert.Equal((0, 1, true), (alone.Index, alone.Count, alone.IsFirst));
        alone.Wait();
    }
}
