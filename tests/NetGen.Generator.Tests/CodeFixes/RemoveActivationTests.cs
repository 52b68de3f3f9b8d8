using NetGen.CodeFixes;
using Xunit;

namespace NetGen.Generator.Tests.CodeFixes;

public class RemoveActivationTests
{
    [Fact]
    public void Last_of_a_list() => Fixes(
        "Softmax",
        """
        using NetGen;
        [Network(2)]
        [Dense(3), Softmax]
        [SoftmaxCrossEntropy]
        public partial class A;
        """,
        """
        using NetGen;
        [Network(2)]
        [Dense(3)]
        [SoftmaxCrossEntropy]
        public partial class A;
        """);

    [Fact]
    public void First_of_a_list() => Fixes(
        "Softmax",
        """
        using NetGen;
        [Network(2)]
        [Dense(3)]
        [Softmax(Name = "p"), SoftmaxCrossEntropy]
        public partial class A;
        """,
        """
        using NetGen;
        [Network(2)]
        [Dense(3)]
        [SoftmaxCrossEntropy]
        public partial class A;
        """);

    [Fact]
    public void Within_a_list_over_several_lines() => Fixes(
        "Relu",
        """
        using NetGen;
        [Network(2),
         Dense(3), // hidden
         Relu,
         // the end
         HalfSquaredError]
        public partial class A;
        """,
        """
        using NetGen;
        [Network(2),
         Dense(3), // hidden
         // the end
         HalfSquaredError]
        public partial class A;
        """);

    [Fact]
    public void A_list_of_its_own_goes_with_its_line() => Fixes(
        "Softmax",
        """
        using NetGen;

        partial class Models
        {
            /// <summary>Three classes.</summary>
            [Network(2)]

            [Dense(3)]
            [Softmax]
            [SoftmaxCrossEntropy]
            public partial class A;
        }
        """,
        """
        using NetGen;

        partial class Models
        {
            /// <summary>Three classes.</summary>
            [Network(2)]

            [Dense(3)]
            [SoftmaxCrossEntropy]
            public partial class A;
        }
        """);

    [Fact]
    public void A_list_of_its_own_on_a_shared_line() => Fixes(
        "Softmax",
        """
        using NetGen;
        [Network(2)] [Dense(3)] [Softmax] [SoftmaxCrossEntropy]
        public partial class A;
        """,
        """
        using NetGen;
        [Network(2)] [Dense(3)] [SoftmaxCrossEntropy]
        public partial class A;
        """);

    [Fact]
    public void The_last_list_of_a_line() => Fixes(
        "Softmax",
        """
        using NetGen;
        [Network(2)] [Dense(3)] [Softmax]
        [SoftmaxCrossEntropy]
        public partial class A;
        """,
        """
        using NetGen;
        [Network(2)] [Dense(3)]
        [SoftmaxCrossEntropy]
        public partial class A;
        """);

    [Fact]
    public void Comments_stay() => Fixes(
        "NetGen.Relu",
        """
        [NetGen.Network(2)]
        [NetGen.Dense(3)]
        // never below zero
        #region end
        [NetGen.Relu()] // as it is a count
        [NetGen.HalfSquaredError]
        #endregion
        public partial class A;
        """,
        """
        [NetGen.Network(2)]
        [NetGen.Dense(3)]
        // never below zero
        #region end
        // as it is a count
        [NetGen.HalfSquaredError]
        #endregion
        public partial class A;
        """);

    [Fact]
    public void Comments_within_a_list_stay() => Fixes(
        "Softmax",
        """
        using NetGen;
        [Network(2)] [Dense(3) /* scores */, /* of each class */ Softmax /* one */]
        [SoftmaxCrossEntropy]
        public partial class A;
        """,
        """
        using NetGen;
        [Network(2)] [Dense(3) /* scores */ /* of each class */ /* one */]
        [SoftmaxCrossEntropy]
        public partial class A;
        """);

    [Fact]
    public void All_of_a_file_at_once() => FixHost.FixesAll(
        new RemoveActivationCodeFix(),
        """
        using NetGen;
        [Network(2)] [Dense(3), Softmax] [SoftmaxCrossEntropy]
        public partial class A;

        [Network(2)]
        [Dense(3)]
        [Softmax]
        [SoftmaxCrossEntropy]
        public partial class B;
        """,
        """
        using NetGen;
        [Network(2)] [Dense(3)] [SoftmaxCrossEntropy]
        public partial class A;

        [Network(2)]
        [Dense(3)]
        [SoftmaxCrossEntropy]
        public partial class B;
        """);

    /// <summary>Without it the network would have no layer.</summary>
    [Fact]
    public void Nothing_where_it_is_the_only_layer() =>
        FixHost.OffersNothing(new RemoveActivationCodeFix(), "using NetGen; [Network(3)] [Softmax] [SoftmaxCrossEntropy] public partial class A;");

    private static void Fixes(string attribute, string before, string after) => FixHost.Fixes(new RemoveActivationCodeFix(), $"Remove [{attribute}]", before, after);
}
