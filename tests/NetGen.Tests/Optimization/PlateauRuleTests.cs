using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NetGen.Tests;

public class PlateauRuleTests
{
    [Fact]
    public void More_bad_reports_in_a_row_than_patience_reduce()
    {
        var rule = new PlateauRule { Patience = 2, Factor = 0.5, Threshold = 0 };
        Assert.Equal([7, 10], Reductions(rule, 10, 9, 9, 11, 8, 8, 9, 8.5, 9, 8.25, 9, 8, 7));
    }

    [Theory]
    [InlineData(false, 9.1, 8.9)]
    [InlineData(true, 9.6, 9.4)]
    public void A_report_must_be_better_by_the_threshold(bool isAbsolute, double bad, double good)
    {
        var options = () => new PlateauRule { Patience = 0, Threshold = isAbsolute ? 0.5 : 0.1, IsAbsolute = isAbsolute };
        Assert.Equal([1], Reductions(options(), 10, bad));
        Assert.Empty(Reductions(options(), 10, good));
    }

    [Fact]
    public void A_share_of_a_negative_reference_is_a_share_of_its_size()
    {
        Assert.Equal([1], Reductions(new PlateauRule { Patience = 0, Threshold = 0.1 }, -10, -10.9));
        Assert.Empty(Reductions(new PlateauRule { Patience = 0, Threshold = 0.1 }, -10, -11.1));
        Assert.Equal([1], Reductions(new PlateauRule { Patience = 0, Threshold = 0.1, Goal = Goal.Maximize }, -10, -9.1));
        Assert.Empty(Reductions(new PlateauRule { Patience = 0, Threshold = 0.1, Goal = Goal.Maximize }, -10, -8.9));
    }

    [Fact]
    public void While_it_cools_down_nothing_is_bad()
    {
        var rule = new PlateauRule { Patience = 0, Cooldown = 2 };
        Assert.Equal([1, 4, 7], Reductions(rule, 1, 1, 1, 1, 1, 1, 1, 1));
    }

    [Fact]
    public void A_larger_metric_may_be_the_better_one()
    {
        var rule = new PlateauRule { Patience = 0, Goal = Goal.Maximize };
        Assert.Equal([2, 4], Reductions(rule, 0.5, 0.6, 0.6, 0.7, 0.65));
    }

    [Fact]
    public void NaN_is_bad_and_whatever_follows_infinity_is_better()
    {
        Assert.Equal([0, 2], Reductions(new PlateauRule { Patience = 0 }, double.NaN, 5, double.NaN, 4));
        Assert.Empty(Reductions(new PlateauRule { Patience = 0 }, double.PositiveInfinity, 5));
    }

    [Fact]
    public void Reports_may_be_compared_with_the_previous_one()
    {
        Assert.Equal([2, 3], Reductions(new PlateauRule { Patience = 0, Threshold = 0 }, 5, 4, 4.5, 4.2, 3));
        Assert.Equal([2], Reductions(new PlateauRule { Patience = 0, Threshold = 0, Reference = PlateauReference.Previous }, 5, 4, 4.5, 4.2, 3));
    }

    /// <summary>"Divide by 2 and go back": after 4.5 the network has the parameters of 4 again, so that 4.2 is no progress.</summary>
    [Fact]
    public void After_going_back_the_metric_there_counts()
    {
        var rule = new PlateauRule { Patience = 0, Factor = 0.5, Threshold = 0, Reference = PlateauReference.Previous };
        var rates = new List<double>();
        foreach (double loss in new[] { 5, 4, 4.5, 4.2, 3.9 })
        {
            if (rule.Report(loss))
            {
                rule.GoBack();
            }

            rates.Add(rule.Apply(1));
        }

        Assert.Equal([1, 1, 0.5, 0.25, 0.25], rates);
    }

    [Fact]
    public void The_rate_stays_above_its_minimum()
    {
        var rule = new PlateauRule { Patience = 0, Factor = 0.1, MinimumRate = 0.03 };
        Reductions(rule, 1, 1, 1);
        Assert.Equal(0.01, rule.Reduction, 1e-15);
        Assert.Equal(0.03, rule.Apply(1));
        Assert.Equal(0.05, rule.Apply(5), 1e-15);
        Assert.Equal(0.02, rule.Apply(0.02));
    }

    [Theory]
    [InlineData(PlateauReference.Best)]
    [InlineData(PlateauReference.Previous)]
    public void It_goes_on_from_its_state(PlateauReference reference)
    {
        var options = () => new PlateauRule { Patience = 1, Cooldown = 2, Reference = reference };
        double[] metrics = [9, 8, 8, 8.5, 7, 7, 7, 7.5, 6, 7, 7, 7, 7, 7];
        PlateauRule whole = options();
        int[] expected = Reductions(whole, metrics);
        Assert.NotEmpty(expected);
        for (int cut = 0; cut <= metrics.Length; cut++)
        {
            PlateauRule before = options();
            int[] first = Reductions(before, metrics[..cut]);
            PlateauRule after = options();
            after.Restore(before.State.AsSpan());
            Assert.Equal(expected, first.Concat(Reductions(after, metrics[cut..]).Select(t => t + cut)));
            Assert.Equal(whole.State.ToArray(), after.State.ToArray());
        }
    }

    [Fact]
    public void States_of_something_else_are_refused()
    {
        var rule = new PlateauRule();
        rule.Report(3);
        double[] before = [.. rule.State];
        foreach (double[] state in new double[][] { [], [1, 2, 3, 4, 5], [2, 1, 1, 0, 0, 1], [1, 1, 1, -1, 0, 1], [1, 1, 1, 0, 0.5, 1], [1, 1, 1, 0, 0, double.NaN] })
        {
            Assert.Throws<ArgumentException>("state", () => rule.Restore(state));
        }

        Assert.Equal(before, rule.State.ToArray());
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Refused("Factor is 1, but must be above 0 and below 1.", () => new PlateauRule { Factor = 1 });
        Refused("Patience is -1, but must be at least 0.", () => new PlateauRule { Patience = -1 });
        Refused("Threshold is NaN, but must be at least 0 and finite as a float.", () => new PlateauRule { Threshold = double.NaN });
        Refused("Cooldown is -1, but must be at least 0.", () => new PlateauRule { Cooldown = -1 });
        Refused("MinimumRate is -1, but must be at least 0 and finite as a float.", () => new PlateauRule { MinimumRate = -1 });
        Refused("Goal is 5, but must be one of Minimize, Maximize.", () => new PlateauRule { Goal = (Goal)5 });
        Refused("Reference is 5, but must be one of Best, Previous.", () => new PlateauRule { Reference = (PlateauReference)5 });

        static void Refused(string message, Func<PlateauRule> create) =>
            Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(create).Message, StringComparison.Ordinal);
    }

    /// <summary>The reports, counted from 0, that reduced.</summary>
    private static int[] Reductions(PlateauRule rule, params double[] metrics) =>
        [.. metrics.Select((metric, i) => (IsReduced: rule.Report(metric), i)).Where(each => each.IsReduced).Select(each => each.i)];
}
