using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using NetGen.Data;
using NetGen.Tests.Files;
using Xunit;

namespace NetGen.Tests.CsvFiles;

public sealed class CsvTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Numbers_and_classes_by_name()
    {
        CsvData data = Csv.Read(File("a,b,kind\n1.5,-2e1,dog\n.25,+4,cat\n0,7.,dog\n"), new CsvOptions { Target = "kind" });

        Assert.Equal([1.5f, -20, 0.25f, 4, 0, 7], data.Examples.Inputs[0].Floats.ToArray());
        Assert.Equal([1, 0, 1], data.Examples.Targets[0].Ints.ToArray());
        Assert.Equal(["a", "b"], data.Description.Inputs.Select(column => column.Name));
        Assert.Equal(["cat", "dog"], data.Description.Labels.ToArray());
        Assert.Equal("dog", data.Description.Label(1));
        Assert.Equal(0, data.Description.ClassIndex("cat"));
        Assert.True(data.Examples.Weights.IsEmpty);
    }

    [Fact]
    public void Labels_that_are_numbers_sort_by_value()
    {
        CsvData data = Csv.Read(File("x,t\n1,10\n1,9\n1,-1\n1,10\n"), new CsvOptions { Target = "t" });
        Assert.Equal(["-1", "9", "10"], data.Description.Labels.ToArray());
        Assert.Equal([2, 1, 0, 2], data.Examples.Targets[0].Ints.ToArray());
    }

    [Fact]
    public void Labels_keep_an_order_that_is_given()
    {
        CsvData data = Csv.Read(File("x,t\n1,low\n1,high\n"), new CsvOptions { Target = "t", Labels = ["low", "medium", "high"] });
        Assert.Equal(["low", "medium", "high"], data.Description.Labels.ToArray());
        Assert.Equal([0, 2], data.Examples.Targets[0].Ints.ToArray());
    }

    [Theory]
    [InlineData(0, false, 5)]
    [InlineData(2, false, 7)]
    [InlineData(1, true, 7)]
    public void Targets_by_place(int place, bool fromEnd, int expected)
    {
        CsvData data = Csv.Read(File("a,b,c\n5,6,7\n"), new CsvOptions { TargetIndex = new Index(place, fromEnd), TargetKind = CsvTargetKind.Numbers });
        Assert.Equal([expected], data.Examples.Targets[0].Floats.ToArray());
        Assert.Equal(2, data.Examples.Inputs[0].Size);
    }

    [Fact]
    public void Several_numbers_are_one_target()
    {
        CsvData data = Csv.Read(File("u,x,v\n1,2,3\n4,5,6\n"), new CsvOptions { Targets = ["v", "u"], TargetKind = CsvTargetKind.Numbers });
        Assert.Equal([3f, 1, 6, 4], Assert.Single(data.Examples.Targets).Floats.ToArray());
        Assert.Equal(2, data.Examples.Targets[0].Size);
        Assert.Empty(data.Description.Labels);
    }

    [Fact]
    public void Several_classes_are_a_target_each()
    {
        CsvData data = Csv.Read(File("u,x,v\nb,2,0\na,5,1\n"), new CsvOptions { Targets = ["u", "v"] });
        Assert.Equal([1, 0], data.Examples.Targets[0].Ints.ToArray());
        Assert.Equal([0, 1], data.Examples.Targets[1].Ints.ToArray());
    }

    [Fact]
    public void No_target()
    {
        CsvData data = Csv.Read(File("a,b\n1,2\n"), new CsvOptions { TargetKind = CsvTargetKind.None });
        Assert.Empty(data.Examples.Targets);
        Assert.Equal([1f, 2], data.Examples.Inputs[0].Floats.ToArray());
    }

    [Fact]
    public void Columns_are_chosen_and_left_out()
    {
        string file = File("a,b,c,t\n1,2,3,0\n");
        Assert.Equal([3f, 1], Csv.Read(file, new CsvOptions { Target = "t", Columns = ["c", "a"] }).Examples.Inputs[0].Floats.ToArray());
        Assert.Equal([1f, 3], Csv.Read(file, new CsvOptions { Target = "t", Exclude = ["b"] }).Examples.Inputs[0].Floats.ToArray());
    }

    [Fact]
    public void Categories_are_one_value_each()
    {
        CsvData data = Csv.Read(File("color,x,size,t\nred,1,L,0\nblue,2,S,0\nred,3,M,1\n"), new CsvOptions { Target = "t", Categories = ["color"], TextAsCategories = true });
        Assert.Equal(["color=blue", "color=red", "x", "size=L", "size=M", "size=S"], data.Description.InputNames.ToArray());
        Assert.Equal([0, 1, 1, 1, 0, 0, /**/ 1, 0, 2, 0, 0, 1, /**/ 0, 1, 3, 0, 1, 0], data.Examples.Inputs[0].Floats.ToArray());
        Assert.Equal(6, data.Description.InputSize);
    }

    [Fact]
    public void Numbers_can_be_categories() =>
        Assert.Equal(["x=2", "x=10"], Csv.Read(File("x,t\n10,0\n2,0\n"), new CsvOptions { Target = "t", Categories = ["x"] }).Description.InputNames.ToArray());

    [Fact]
    public void Missing_inputs_take_what_stands_for_them()
    {
        var options = new CsvOptions { Target = "t", MissingNumber = -1, MissingCategory = "unknown", Categories = ["c"] };
        CsvData data = Csv.Read(File("x,c,t\n,red,0\nna,,0\nNaN,NA,1\n?,red,1\n2,red,1\n"), options);
        Assert.Equal(["x", "c=NA", "c=red", "c=unknown"], data.Description.InputNames.ToArray());
        Assert.Equal([-1, 0, 1, 0, /**/ -1, 0, 0, 1, /**/ -1, 1, 0, 0, /**/ -1, 0, 1, 0, /**/ 2, 0, 1, 0], data.Examples.Inputs[0].Floats.ToArray());

        Examples rows = Csv.ReadInputs(File("c,x\n,\n", "new"), DataDescription.FromJson(data.Description.ToJson()));
        Assert.Equal([-1f, 0, 0, 1], rows.Inputs[0].Floats.ToArray());
    }

    [Fact]
    public void Weights_are_a_column()
    {
        CsvData data = Csv.Read(File("x,w,t\n1,0.5,0\n2,2,1\n"), new CsvOptions { Target = "t", Weight = "w" });
        Assert.Equal([0.5f, 2], data.Examples.Weights.ToArray());
        Assert.Equal(["x"], data.Description.InputNames.ToArray());
    }

    [Fact]
    public void New_rows_are_found_by_name_in_any_order()
    {
        DataDescription description = Csv.Describe(File("a,color,b,t\n1,red,2,yes\n3,blue,4,no\n"), new CsvOptions { Target = "t", TextAsCategories = true });
        Examples rows = Csv.ReadInputs(File("b,other,a,color\n8,zzz,7,blue\n", "new"), description);

        Assert.Equal([7f, 1, 0, 8], rows.Inputs[0].Floats.ToArray());
        Assert.Empty(rows.Targets);
    }

    [Fact]
    public void A_test_file_gets_the_indices_of_the_training_file()
    {
        DataDescription description = Csv.Describe(File("x,t\n1,a\n2,b\n3,c\n"), new CsvOptions { Target = "t" });
        Examples test = Csv.Read(File("t,x\nc,5\n", "test"), description);
        Assert.Equal([2], test.Targets[0].Ints.ToArray());
        Assert.Equal([5f], test.Inputs[0].Floats.ToArray());
    }

    [Fact]
    public void Without_a_header_columns_have_numbers()
    {
        var options = new CsvOptions { HasHeader = false, Target = "column1" };
        CsvData data = Csv.Read(File("a,1,2\nb,3,4\n"), options);
        Assert.Equal(["column2", "column3"], data.Description.InputNames.ToArray());
        Assert.Equal([1f, 2, 3, 4], data.Examples.Inputs[0].Floats.ToArray());

        // With the column of the target and without it.
        Assert.Equal([5f, 6], Csv.ReadInputs(File("?,5,6\n", "new"), data.Description, options).Inputs[0].Floats.ToArray());
        Assert.Equal([5f, 6], Csv.ReadInputs(File("5,6\n", "new"), data.Description, options).Inputs[0].Floats.ToArray());
    }

    [Theory]
    [InlineData("x,t\r\n1,a\r\n2,b\r\n")]
    [InlineData("x,t\r1,a\r2,b")]
    [InlineData("\n\nx,t\n\n1,a\n   \n2,b\n\n\n")]
    [InlineData(" x , t \n 1 , a \n 2 , b ")]
    [InlineData("\"x\",\"t\"\n\"1\",\"a\"\n\"2\",b\n")]
    public void Line_breaks_blank_lines_quotes_and_spaces_do_not_count(string text)
    {
        CsvData data = Csv.Read(File(text), new CsvOptions { Target = "t" });
        Assert.Equal([1f, 2], data.Examples.Inputs[0].Floats.ToArray());
        Assert.Equal(["a", "b"], data.Description.Labels.ToArray());
    }

    [Fact]
    public void Quoted_cells_hold_separators_quotes_and_line_breaks()
    {
        CsvData data = Csv.Read(File("x,t\n1,\"a,\"\"b\"\"\nc\"\n2,d\n"), new CsvOptions { Target = "t" });
        Assert.Equal(["a,\"b\"\nc", "d"], data.Description.Labels.ToArray());
    }

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void Separators(char separator)
    {
        CsvData data = Csv.Read(File($"x{separator}y{separator}t\n1{separator}2{separator}a,b\n"), new CsvOptions { Target = "t", Separator = separator });
        Assert.Equal([1f, 2], data.Examples.Inputs[0].Floats.ToArray());
        Assert.Equal(["a,b"], data.Description.Labels.ToArray());
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void A_byte_order_mark_says_the_encoding(string name)
    {
        System.IO.File.WriteAllText(_folder["a"], "größe,t\n1,ä\n", Encoding.GetEncoding(name));
        DataDescription description = Csv.Describe(_folder["a"], new CsvOptions { Target = "t" });
        Assert.Equal(["größe"], description.InputNames.ToArray());
        Assert.Equal(["ä"], description.Labels.ToArray());
    }

    [Fact]
    public void Another_encoding_is_given()
    {
        System.IO.File.WriteAllText(_folder["a"], "größe,t\n1,ä\n", Encoding.Latin1);
        Assert.Equal(["ä"], Csv.Describe(_folder["a"], new CsvOptions { Target = "t", Encoding = Encoding.Latin1 }).Labels.ToArray());
        Assert.Contains("the bytes are no utf-8", Assert.Throws<InvalidDataException>(() => Csv.Describe(_folder["a"], new CsvOptions { Target = "t" })).Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_culture_does_not_matter()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = ".", NegativeSign = "~" };
            CultureInfo.CurrentCulture = culture;
            CsvData data = Csv.Read(File("x,t\n-1.5,2.25\n"), new CsvOptions { Target = "t", TargetKind = CsvTargetKind.Numbers, MissingNumber = -0.5f });
            Assert.Equal([-1.5f], data.Examples.Inputs[0].Floats.ToArray());
            Assert.Equal([2.25f], data.Examples.Targets[0].Floats.ToArray());
            Assert.Equal(-0.5f, DataDescription.FromJson(data.Description.ToJson()).Inputs[0].MissingNumber);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Many_rows_grow_the_memory()
    {
        var text = new StringBuilder("a,b,t\n");
        for (int row = 0; row < 10_000; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row},{-row},{row % 7}\n");
        }

        Examples examples = Csv.Read(File(text.ToString()), new CsvOptions { Target = "t" }).Examples;
        Assert.Equal(10_000, examples.Count);
        for (int row = 0; row < 10_000; row++)
        {
            Assert.Equal((row, -row, row % 7), (examples.Inputs[0].Floats[2 * row], examples.Inputs[0].Floats[2 * row + 1], examples.Targets[0].Ints[row]));
        }
    }

    private string File(string text, string name = "data.csv")
    {
        System.IO.File.WriteAllText(_folder[name], text);
        return _folder[name];
    }
}
