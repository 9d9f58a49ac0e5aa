using System.Text;
using Viva.Data;

namespace Viva.Tests.Data;

public sealed class CsvTableTests
{
    private static CsvTable Parse(string text, CsvFormat? format = null) => CsvTable.Parse(text, "t.csv", format);

    private static string Fault(Action read) => Assert.Throws<DataException>(read).Message;

    [Fact]
    public void Quoted_fields_hold_separators_quotes_and_line_ends()
    {
        var table = Parse("name,note\r\n\"Doe, J.\",\"said \"\"no\"\"\r\ntwice\"\r\nRoe,\"\"\r\n");
        Assert.Equal(["name", "note"], table.Columns);
        Assert.Equal(["Doe, J.", "Roe"], table.Texts("name"));
        Assert.Equal(["said \"no\"\r\ntwice", null], table.Texts("note"));
    }

    [Theory]
    [InlineData("a,b\n1,2")]
    [InlineData("a,b\n1,2\n")]
    [InlineData("a,b\r\n1,2\r\n\r\n")]
    [InlineData("\uFEFFa,b\n1,2\n")]
    public void Line_ends_a_missing_last_one_and_a_byte_order_mark_make_no_difference(string text)
    {
        var table = CsvTable.Parse(Encoding.UTF8.GetBytes(text), "t.csv");
        Assert.Equal(["a", "b"], table.Columns);
        Assert.Equal([2], table.Integers("b"));
        Assert.Equal(1, table.RowCount);
    }

    [Fact]
    public void Numbers_are_invariant_and_missing_ones_are_NaN()
    {
        var table = Parse("x\n-1.5\n2e-3\n?\n", new CsvFormat { Missing = "?" });
        Assert.Equal([-1.5, 0.002, double.NaN], table.Numbers("x"));
    }

    [Theory]
    [InlineData("1,5")]
    [InlineData("1 000")]
    [InlineData("0x10")]
    [InlineData("NaN")]
    [InlineData("1e999")]
    [InlineData(" 1")]
    [InlineData("one")]
    public void What_is_not_a_number_names_file_line_and_column(string field)
    {
        var message = Fault(() => Parse($"a,x\nfirst,1\n\n\"second\nrow\",\"{field}\"\n").Numbers("x"));
        Assert.StartsWith($"t.csv: line 4, column 'x': '{field}' is not a number", message);
        Assert.EndsWith("fetch the file again.", message);
    }

    [Fact]
    public void A_whole_number_that_does_not_fit_or_is_missing_is_an_error()
    {
        Assert.Contains("line 2, column 'n': '3000000000' is not a whole number", Fault(() => Parse("n\n3000000000\n").Integers("n")));
        Assert.Contains("line 2, column 'n': '' is not a whole number", Fault(() => Parse("n,m\n,1\n").Integers("n")));
    }

    [Fact]
    public void A_flag_outside_its_two_lists_is_an_error()
    {
        var table = Parse("y\nyes\nno\nmaybe\n");
        Assert.Contains("line 4, column 'y': 'maybe' is not one of 'yes', 'no'", Fault(() => table.Flags("y", ["yes"], ["no"])));
    }

    [Fact]
    public void A_missing_column_lists_those_that_there_are()
    {
        Assert.Equal("t.csv: no column 'age'; there are 'a;b'. Check the header line and the separator.", Fault(() => Parse("a;b\n1;2\n").Texts("age")));
    }

    [Fact]
    public void A_wrong_field_count_names_line_and_column()
    {
        Assert.Contains("t.csv: line 3: 1 fields where there are 2 columns; column 'b' is missing", Fault(() => Parse("a,b\n1,2\n3\n")));
        Assert.Contains("line 2: 3 fields where there are 2 columns; the first one too many is '3'", Fault(() => Parse("a,b\n1,2,3\n")));
    }

    [Theory]
    [InlineData("a,b\n1,2\"3\"\n", "line 2, field 2: a quote inside a field that is not quoted")]
    [InlineData("a,b\n1,\"2\"3\n", "line 2, field 2: text after a closing quote")]
    [InlineData("a,b\n1,2\n3,\"4\n5,6\n", "line 3, field 2: a quoted field without its closing quote")]
    [InlineData("a,a\n1,2\n", "two columns are named 'a'")]
    [InlineData("", "empty; its first line must name the columns")]
    public void Broken_text_is_one_clear_error(string text, string expected) => Assert.Contains(expected, Fault(() => Parse(text)));

    [Fact]
    public void Spaces_belong_to_a_field_unless_trimmed()
    {
        Assert.Equal([" x "], Parse("a,b\n x ,1\n").Texts("a"));
        Assert.Equal(["x"], Parse("a,b\n x ,1\n", new CsvFormat { Trim = true }).Texts("a"));
        Assert.Equal([" x"], Parse("a,b\n1, \" x\" \n", new CsvFormat { Trim = true }).Texts(" b".Trim()));
    }

    [Fact]
    public void Text_that_is_not_UTF8_names_the_offset()
    {
        var error = Assert.Throws<DataException>(() => CsvTable.Parse([(byte)'a', (byte)'\n', (byte)'x', 0xE9, (byte)'\n'], "t.csv"));
        Assert.Equal(3, error.Offset);
        Assert.Contains("line 2: not UTF-8 text. Save it as UTF-8", error.Message);
        Assert.Contains("UTF-16", Fault(() => CsvTable.Parse([0xFF, 0xFE, (byte)'a', 0], "t.csv")));
    }

    [Fact]
    public void A_file_that_is_not_there_names_the_path()
    {
        var path = Path.Combine(Path.GetTempPath(), "viva-no-such-folder", "t.csv");
        Assert.StartsWith(path + ": cannot be read", Fault(() => CsvTable.Read(path)));
        Assert.StartsWith(Path.GetTempPath(), Fault(() => CsvTable.Read(Path.GetTempPath())));
    }

    [Fact]
    public void Random_text_is_a_table_or_a_data_exception()
    {
        const string alphabet = "a1,\"\n\r ?;\uD800";
        var random = new Random(1);
        for (var n = 0; n < 20_000; n++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => alphabet[random.Next(alphabet.Length)]));
            try
            {
                var table = Parse(text, new CsvFormat { Trim = n % 2 == 0, Missing = "?", Comment = n % 3 == 0 ? ';' : null });
                Assert.All(table.Columns, column => Assert.Equal(table.RowCount, table.Texts(column).Length));
            }
            catch (DataException)
            {
                // the one kind of failure that a reader may have
            }
        }
    }

    [Fact]
    public void Random_bytes_are_a_table_or_a_data_exception()
    {
        var random = new Random(2);
        for (var n = 0; n < 5_000; n++)
        {
            var bytes = new byte[random.Next(60)];
            random.NextBytes(bytes);
            try
            {
                CsvTable.Parse(bytes, "t.csv");
            }
            catch (DataException)
            {
                // as above
            }
        }
    }

    [Fact]
    public void What_is_written_with_quotes_reads_back()
    {
        var random = new Random(3);
        for (var n = 0; n < 500; n++)
        {
            string[] fields = [.. Enumerable.Range(0, 12).Select(_ => "x" + string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => "a,\"\n\r "[random.Next(6)])))];
            var lines = fields.Chunk(3).Select(row => string.Join(',', row.Select(field => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")));
            var table = Parse("a,b,c\r\n" + string.Join("\r\n", lines));
            Assert.Equal(fields, Enumerable.Range(0, 4).SelectMany(row => table.Columns.Select(column => table.Texts(column)[row])));
        }
    }
}
