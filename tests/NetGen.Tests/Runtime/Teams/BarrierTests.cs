using System.Linq;
using System.Threading;
using NetGen.Runtime.V1;
using Xunit;

namespace NetGen.Tests.Runtime;

[Collection("Team")]
public class BarrierTests
{
    /// <summary>Each member writes plain memory, waits and reads what all the others wrote: a barrier that lets one through too early, or without the others' writes, shows.</summary>
    [Theory]
    [InlineData(2, 200_000)]
    [InlineData(3, 2_000)]
    [InlineData(8, 2_000)]
    public void Members_see_what_the_others_wrote_before_it(int members, int rounds) => Limited.Run(() =>
    {
        var written = new int[members];
        var wrong = new int[members];
        new Pass(member =>
        {
            for (int round = 1; round <= rounds; round++)
            {
                written[member.Index] = round;
                member.Wait();
                wrong[member.Index] += written.Count(value => value != round);
                member.Wait();
            }
        }).RunBy(members);

        Assert.Equal(new int[members], wrong);
        Assert.Equal(Enumerable.Repeat(rounds, members), written);
    });

    /// <summary>One member is late by so much that the others sleep.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void Sleeping_members_wake(int members) => Limited.Run(() =>
    {
        int sum = 0;
        new Pass(member =>
        {
            for (int round = 0; round < 3 * members; round++)
            {
                if (round % member.Count == member.Index)
                {
                    Thread.Sleep(2);
                    sum++;
                }

                member.Wait();
            }
        }).RunBy(members);

        Assert.Equal(3 * members, sum);
    });

    /// <summary>Around the time after which waiting threads fall asleep, a wake-up can be lost; each delay is tried often.</summary>
    [Fact]
    public void No_wake_up_is_lost_while_falling_asleep() => Limited.Run(() =>
    {
        int late = 0;
        var pass = new Pass(member =>
        {
            for (int round = 0; round < 40; round++)
            {
                if (round % 2 == member.Index)
                {
                    Thread.SpinWait(late);
                }

                member.Wait();
            }
        });
        for (late = 0; late < 4_000; late += 100)
        {
            pass.RunBy(2);
        }
    });
}
