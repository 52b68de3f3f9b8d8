using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using NetGen.Data;
using NetGen.Tests.Files;
using Xunit;

namespace NetGen.Tests.CsvFiles;

public sealed class CsvFaultTests : IDisposable
{
    private static readonly CsvOptions T = new() { Target = "t" };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, CsvOptions, string> Faults => new()
    {
        { "", T, " is empty." },
        { "\n \n", T, " is empty." },
        { "x,t\n", T, " has a header, but no rows." },
        { "x,t\n1,a\n2\n", T, ", line 3: the row has 1 cell, but the header has 2." },
        { "x,t\n1,a\n\n2,b,c\n", T, ", line 4: the row has 3 cells, but the header has 2." },
        { "1,a\n2,b,c\n", new CsvOptions { HasHeader = false, TargetIndex = ^1 }, ", line 2: the row has 3 cells, but the first row has 2." },
        { "x,t,x\n1,a,2\n", T, ", line 1: the columns 1 and 3 both have the name \"x\"." },
        { "x,y\n1,a\n", T, " has no column \"t\"; it has \"x\", \"y\"." },
        { "x;t\n1;a\n", T, " has no column \"t\"; it has \"x;t\". It is read as a single column; is ',' its separator?" },
        { "x,t\n1,a\n", new CsvOptions { Target = "t", Exclude = ["z"], Categories = ["c"] }, " has no column \"z\", \"c\"; it has \"x\", \"t\"." },
        { "x,t\n1,a\n", new CsvOptions { TargetIndex = ^3 }, " has no column ^3 for the target; it has 2 columns." },
        { "t\na\n", T, " has no column for the inputs besides those of targets, weights and Exclude." },
        { ",x,t\n0,1,a\n", T, ": the column 1 has no name; such a column is often the number of the row. Name it, or leave it out with Exclude, as \"column1\"." },
        { "x,t\n1,a\nabc,b\n", T, ", line 3, column \"x\": the cell is \"abc\", but a number is expected." },
        { "x,t\nabc,b\n", T, ", line 2, column \"x\": the cell is \"abc\", but a number is expected; if the column holds categories, add \"x\" to Categories, else to Exclude." },
        { "x,t\n1,a\n\"1,5\",b\n", T, ", line 3, column \"x\": the cell is \"1,5\", but a number with a decimal point is expected." },
        { "x,t\n1,a\n1e39,b\n", T, ", line 3, column \"x\": the cell is \"1e39\", which is beyond the range of a float." },
        { "x,t\n1,a\nInfinity,b\n", T, ", line 3, column \"x\": the cell is \"Infinity\", but a number is expected." },
        { "x,t\n1,a\n,b\n", T, ", line 3, column \"x\": the cell is empty, but a number is expected; leave such rows out, or say with MissingNumber what stands for a missing input." },
        { "x,t\n1,a\nNA,b\n", T, ", line 3, column \"x\": the cell is \"NA\", but a number is expected; leave such rows out, or say with MissingNumber what stands for a missing input." },
        { "x,t\n1,a\n1\0,b\n", T, ", line 3, column \"x\": the cell is \"1\\u0000\", but a number is expected." },
        { "x,t\n1,a\n0x10,b\n", T, ", line 3, column \"x\": the cell is \"0x10\", but a number is expected." },
        { "x,t\n1,a\n2,\n", T, ", line 3, column \"t\": the label is missing." },
        { "x,t\n1,1.5\n", T, ", line 2, column \"t\": the cell is \"1.5\", but a class has a label or an integer; for regression TargetKind is Numbers." },
        { "x,t\n1,1\n1,01\n", T, ", column \"t\": \"1\" and \"01\" are the same number, but would be two categories." },
        { "x,t\n1,a\n1,c\n", new CsvOptions { Target = "t", Labels = ["a", "b"] }, ", line 3, column \"t\": the cell is \"c\", which is none of the labels given." },
        { "x,t\n1,a\n1,b\n1,c\n", new CsvOptions { Target = "t", MaximumCategories = 2 }, ", line 4, column \"t\": there are more than 2 different cells; is each a label? If so, raise MaximumCategories." },
        { "x,c,t\n1,,a\n", new CsvOptions { Target = "t", Categories = ["c"] }, ", line 2, column \"c\": the category is missing; leave such rows out, or say with MissingCategory what stands for it." },
        { "x,w,t\n1,-1,a\n", new CsvOptions { Target = "t", Weight = "w" }, ", line 2, column \"w\": the cell is \"-1\", but a weight is not negative." },
        { "x,t\n1,a\n2,\"b\n", T, ", line 3: a quote is never closed, or stands within a cell; a cell with quotes is written in quotes, and those within it are doubled." },
        { "x,t\n1,a\n2,\"b\"\"", T, ", line 3: a quote is never closed, or stands within a cell; a cell with quotes is written in quotes, and those within it are doubled." },
        { "x,t\n1,a\n2,b\"c\"\n", T, ", line 3: a quote is never closed, or stands within a cell; a cell with quotes is written in quotes, and those within it are doubled." },
        { "x,t\n1,\"a\nb\r\nc\"\nbad,b\n", T, ", line 5, column \"x\": the cell is \"bad\", but a number is expected." },
        { "x,t\n1,a\nbad,\"a\nb\"\n", T, ", line 3, column \"x\": the cell is \"bad\", but a number is expected." },
    };

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public void Errors_name_the_place_and_what_was_expected(string text, CsvOptions options, string message)
    {
        File.WriteAllText(_folder["data.csv"], text);
        Assert.Equal(_folder["data.csv"] + message, Assert.Throws<InvalidDataException>(() => Csv.Read(_folder["data.csv"], options)).Message);
    }

    [Fact]
    public void A_bad_cell_in_the_last_row_of_a_large_file_is_found()
    {
        string[] lines = ["a,b,t", .. Enumerable.Range(0, 20_000).Select(row => $"{row},1,{row % 3}"), "1,1.2.3,0"];
        File.WriteAllLines(_folder["data.csv"], lines);
        Assert.Equal($"{_folder["data.csv"]}, line 20002, column \"b\": the cell is \"1.2.3\", but a number is expected.",
            Assert.Throws<InvalidDataException>(() => Csv.Read(_folder["data.csv"], T)).Message);
    }

    [Fact]
    public void A_file_cut_within_a_row_is_refused_at_any_byte_but_those_of_its_last_cell()
    {
        byte[] whole = Encoding.UTF8.GetBytes("x,y,t\n1.5,2,a\n3,4,\"b\"\n");
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(_folder["data.csv"], whole[..length]);
            string text = Encoding.UTF8.GetString(whole[..length]);
            bool isWhole = text.EndsWith(",a", StringComparison.Ordinal) || text.EndsWith("a\n", StringComparison.Ordinal) || text.EndsWith("\"b\"", StringComparison.Ordinal);
            if (isWhole)
            {
                Assert.InRange(Csv.Read(_folder["data.csv"], T).Examples.Count, 1, 2);
            }
            else
            {
                Assert.Throws<InvalidDataException>(() => Csv.Read(_folder["data.csv"], T));
            }
        }
    }

    [Fact]
    public void New_rows_that_lack_columns_or_have_unknown_categories_are_refused()
    {
        var description = new DataDescription([new("a"), new("c", ["red", "blue"]), new("b")], [new("t", ["no", "yes"])]);
        Assert.Equal($"{Write("c\nred\n")} has no column \"a\", \"b\"; it has \"c\". It is read as a single column; is ',' its separator?", Refusal(() => Csv.ReadInputs(_folder["data.csv"], description)));
        Assert.Equal($"{Write("a,b,c\n1,2,green\n")}, line 2, column \"c\": the cell is \"green\", a category that the description does not have; it has \"red\", \"blue\".",
            Refusal(() => Csv.ReadInputs(_folder["data.csv"], description)));
        Assert.Equal($"{Write("a,b,c,t\n1,2,red,maybe\n")}, line 2, column \"t\": the cell is \"maybe\", a label that the description does not have; it has \"no\", \"yes\".",
            Refusal(() => Csv.Read(_folder["data.csv"], description)));
        Assert.Equal($"{Write("a,b,c\n1,2,red\n")} has no column \"t\"; it has \"a\", \"b\", \"c\".", Refusal(() => Csv.Read(_folder["data.csv"], description)));
    }

    [Fact]
    public void A_cell_without_end_is_refused()
    {
        Write("x,t\n1,\"" + new string('a', 3_000_000));
        Assert.Contains("more than 1048576 characters; is a quote left open?", Refusal(() => Csv.Read(_folder["data.csv"], T)), StringComparison.Ordinal);
    }

    public static TheoryData<CsvOptions> Contradictions =>
    [
        new CsvOptions(),
        new CsvOptions { Target = "t", TargetIndex = 1 },
        new CsvOptions { Target = "t", TargetKind = CsvTargetKind.None },
        new CsvOptions { Target = "t", Columns = ["x", "t"] },
        new CsvOptions { Target = "t", Categories = ["t"] },
        new CsvOptions { Target = "t", TargetKind = CsvTargetKind.Numbers, Labels = ["1"] },
        new CsvOptions { Target = "t", Separator = '"' },
    ];

    [Theory]
    [MemberData(nameof(Contradictions), DisableDiscoveryEnumeration = true)]
    public void Options_that_contradict_each_other_are_refused(CsvOptions options)
    {
        Write("x,t\n1,1\n");
        Assert.Throws<ArgumentException>(() => Csv.Read(_folder["data.csv"], options));
    }

    [Fact]
    public void A_file_that_is_not_there() => Assert.Throws<FileNotFoundException>(() => Csv.Read(_folder["none.csv"], T));

    private string Write(string text)
    {
        File.WriteAllText(_folder["data.csv"], text);
        return _folder["data.csv"];
    }

    private static string Refusal(Action action) => Assert.Throws<InvalidDataException>(action).Message;
}
