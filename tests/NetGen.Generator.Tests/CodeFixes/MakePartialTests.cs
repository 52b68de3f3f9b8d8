using NetGen.CodeFixes;
using Xunit;

namespace NetGen.Generator.Tests.CodeFixes;

public class MakePartialTests
{
    [Fact]
    public void A_class() => Fixes(
        """
        using NetGen;
        [Network(2)] [Dense(3)]
        public sealed class A;
        """,
        """
        using NetGen;
        [Network(2)] [Dense(3)]
        public sealed partial class A;
        """);

    [Fact]
    public void A_class_without_modifiers_below_comments() => Fixes(
        """
        using NetGen;

        /// <summary>Two inputs.</summary>
        [Network(2)] // the input
        [Dense(3)]   // the output
        // so far
        /* more */ class A // end
        {
            // nothing
        }
        """,
        """
        using NetGen;

        /// <summary>Two inputs.</summary>
        [Network(2)] // the input
        [Dense(3)]   // the output
        // so far
        /* more */ partial class A // end
        {
            // nothing
        }
        """);

    [Fact]
    public void Modifiers_with_comments_and_on_lines_of_their_own() => Fixes(
        """
        using NetGen;
        [Network(2)] [Dense(3)]
        internal /* why not */ sealed
            class A
        { }
        """,
        """
        using NetGen;
        [Network(2)] [Dense(3)]
        internal /* why not */ sealed
            partial class A
        { }
        """);

    [Fact]
    public void Every_type_around_a_nested_class() => Fixes(
        """
        using NetGen;
        namespace N
        {
            /// <summary>Outer.</summary>
            class Outer
            {
                int before;

                // a struct that is partial already
                public partial struct Middle
                {
                    public readonly ref struct Near
                    {
                        interface INear
                        {
                            record Nearest(int Number)
                            {
                                [Network(2)]
                                [Dense(3)]
                                class A { }
                            }
                        }
                    }
                }

                int after;
            }
        }
        """,
        """
        using NetGen;
        namespace N
        {
            /// <summary>Outer.</summary>
            partial class Outer
            {
                int before;

                // a struct that is partial already
                public partial struct Middle
                {
                    public readonly ref partial struct Near
                    {
                        partial interface INear
                        {
                            partial record Nearest(int Number)
                            {
                                [Network(2)]
                                [Dense(3)]
                                partial class A { }
                            }
                        }
                    }
                }

                int after;
            }
        }
        """);

    [Fact]
    public void A_partial_class_in_a_class_that_is_not() => Fixes(
        """
        using NetGen;
        static class Models
        {
            [Network(2), Dense(3)] public partial class A;
        }
        """,
        """
        using NetGen;
        static partial class Models
        {
            [Network(2), Dense(3)] public partial class A;
        }
        """);

    [Fact]
    public void All_of_a_file_at_once() => FixHost.FixesAll(
        new MakePartialCodeFix(),
        """
        using NetGen;
        [Network(2), Dense(3)] public class A;
        static class Models
        {
            [Network(2), Dense(3)] public class B;

            [Network(2), Dense(3)] class C;
        }
        """,
        """
        using NetGen;
        [Network(2), Dense(3)] public partial class A;
        static partial class Models
        {
            [Network(2), Dense(3)] public partial class B;

            [Network(2), Dense(3)] partial class C;
        }
        """);

    /// <summary>The compiler reports the other part, CS0260.</summary>
    [Fact]
    public void Nothing_where_only_a_part_in_another_file_is_not_partial() =>
        FixHost.OffersNothing(new MakePartialCodeFix(), "using NetGen; [Network(2), Dense(3)] public partial class A { }", "public class A { }");

    private static void Fixes(string before, string after) => FixHost.Fixes(new MakePartialCodeFix(), "Make partial", before, after);
}
