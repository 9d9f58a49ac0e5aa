using System.Text;
using Viva.Data.Formats;

namespace Viva.Data.Tests.Formats;

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

    // What Python's csv module reads from the same text, blank lines left out: records with
    // bars between their fields, a slash between records.
    [Theory]
    [InlineData("a,b\r1,2\r3,4\r", "1|2/3|4")]
    [InlineData("a,b\r1,2", "1|2")]
    [InlineData("a,b\r\n1,2\n3,4\r5,6", "1|2/3|4/5|6")]
    [InlineData("a,b\r\r1,2\r\r", "1|2")]
    [InlineData("a,b\n\"x\ry\",\"p\r\nq\"\r\"u\nv\",w", "x\ry|p\r\nq/u\nv|w")]
    [InlineData("a,b\n1,\n", "1|")]
    [InlineData("a,b,\n1,2,\n", "1|2|")]
    [InlineData(",a\n0,1\n", "0|1")]
    [InlineData("a,b\n\"\",\" x \"\n", "| x ")]
    [InlineData("a\r\"\"\r1\r", "/1")]
    [InlineData("a,b\n1,2\u2028\u0085\u000B\n", "1|2\u2028\u0085\u000B")]
    [InlineData("\uFEFF\"a\",b\n1,2\n", "1|2")]
    public void Records_end_where_Python_ends_them(string text, string records)
    {
        foreach (var table in new[] { Parse(text), CsvTable.Parse(Encoding.UTF8.GetBytes(text), "t.csv") })
        {
            Assert.DoesNotContain('\uFEFF', table.Columns[0]);
            var read = Enumerable
                .Range(0, table.RowCount)
                .Select(row => string.Join('|', table.Columns.Select(column => table.Texts(column)[row])));
            Assert.Equal(records, string.Join('/', read));
        }
    }

    [Fact]
    public void Lines_are_counted_by_whatever_ends_them()
    {
        Assert.Contains("line 6, column 'n': 'x' is not", Fault(() => Parse("m,n\r1,1\r\n\"2\r\r\",2\nx,x\r").Integers("n")));
        Assert.Contains("line 3: a NUL character", Fault(() => Parse("a\r1\r\0")));
        Assert.Contains(
            "line 3: not UTF-8 text",
            Fault(() => CsvTable.Parse([(byte)'a', (byte)'\r', (byte)'1', (byte)'\r', 0xE9], "t.csv"))
        );
    }

    [Theory]
    [InlineData("utf-16", "encoded in UTF-16")]
    [InlineData("utf-16BE", "encoded in UTF-16")]
    [InlineData("utf-32", "encoded in UTF-32")]
    public void Another_encoding_is_named(string encoding, string expected)
    {
        var other = Encoding.GetEncoding(encoding);
        var text = other.GetBytes("a,b\n1,2\n");
        Assert.Contains(expected, Fault(() => CsvTable.Parse([.. other.GetPreamble(), .. text], "t.csv")));
        Assert.Contains(
            "line 1: a NUL character, which text does not contain. Save it as text in UTF-8; it may be in UTF-16",
            Fault(() => CsvTable.Parse(text, "t.csv"))
        );
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
        Assert.Equal(
            "t.csv: no column 'age'; there are 'a;b'. Check the header line and the separator.",
            Fault(() => Parse("a;b\n1;2\n").Texts("age"))
        );
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
    [InlineData("a,,\n1,2,3\n", "two columns have no name")]
    [InlineData("a,b\n1,2,\n", "the first one too many is ''. Remove the ',' at the end of the line")]
    [InlineData("a,b\r\"1,2\r3,4\r", "line 2, field 1: a quoted field without its closing quote")]
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
                var table = Parse(
                    text,
                    new CsvFormat
                    {
                        Trim = n % 2 == 0,
                        Missing = "?",
                        Comment = n % 3 == 0 ? ';' : null,
                    }
                );
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
            string[] fields =
            [
                .. Enumerable
                    .Range(0, 12)
                    .Select(_ => "x" + string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => "a,\"\n\r "[random.Next(6)]))),
            ];
            var lines = fields
                .Chunk(3)
                .Select(row => string.Join(',', row.Select(field => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")));
            var table = Parse("a,b,c\r\n" + string.Join("\r\n", lines));
            Assert.Equal(fields, Enumerable.Range(0, 4).SelectMany(row => table.Columns.Select(column => table.Texts(column)[row])));
        }
    }
}
