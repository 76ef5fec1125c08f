package dev.sluice.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Values;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Expectations are what Spark 4.2 printed.
class TextTableTest {

    private static final DataType.Struct NUMBER_WORD =
            DataType.Struct.of(Field.of("number", Atomic.INT), Field.of("word", Atomic.STRING));
    private static final DataType.Struct ID = DataType.Struct.of(Field.of("id", Atomic.INT));

    private static TextTable table(DataType.Struct schema, int rows, int cutAt, List<? extends List<?>> values) {
        var table = new TextTable(schema, rows, cutAt, ZoneOffset.UTC);
        table.add(Values.chunk(schema, values));
        return table;
    }

    private static DataType.Struct strings(String... names) {
        return new DataType.Struct(
                Arrays.stream(names).map(name -> Field.of(name, Atomic.STRING)).toList());
    }

    private static List<List<@Nullable Object>> numbers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Arrays.<@Nullable Object>asList(i))
                .toList();
    }

    @Test
    void valuesAreRightAlignedAndNullsAreShown() {
        var table = table(
                NUMBER_WORD,
                20,
                20,
                List.of(Arrays.asList(1, "a"), Arrays.asList(22, null), Arrays.asList(null, "abc")));
        assertEquals("""
                +------+----+
                |number|word|
                +------+----+
                |     1|   a|
                |    22|NULL|
                |  NULL| abc|
                +------+----+
                """, table.horizontal());
    }

    @Test
    void longValuesAreCutWithDots() {
        var row = List.of("exactly twenty chars", "exactly twenty-1 char", "short");
        assertEquals("""
                +--------------------+--------------------+-----+
                |                   a|                   b|    c|
                +--------------------+--------------------+-----+
                |exactly twenty chars|exactly twenty-1 ...|short|
                +--------------------+--------------------+-----+
                """, table(strings("a", "b", "c"), 20, 20, List.of(row)).horizontal());
        assertEquals("""
                +--------------------+---------------------+-----+
                |a                   |b                    |c    |
                +--------------------+---------------------+-----+
                |exactly twenty chars|exactly twenty-1 char|short|
                +--------------------+---------------------+-----+
                """, table(strings("a", "b", "c"), 20, 0, List.of(row)).horizontal());
    }

    @Test
    void threeCharactersLeaveNoRoomForDots() {
        var row = List.of("abcdefg", "ab");
        assertEquals(
                """
                +---+--------------+
                |  a|longcolumnname|
                +---+--------------+
                |abc|            ab|
                +---+--------------+
                """, table(strings("a", "longcolumnname"), 20, 3, List.of(row)).horizontal());
        assertEquals(
                """
                +-----+--------------+
                |    a|longcolumnname|
                +-----+--------------+
                |ab...|            ab|
                +-----+--------------+
                """, table(strings("a", "longcolumnname"), 20, 5, List.of(row)).horizontal());
    }

    @Test
    void rowsBeyondTheLimitAreSaidToBeThere() {
        assertEquals("""
                +---+
                | id|
                +---+
                |  0|
                +---+
                only showing top 1 row""", table(ID, 1, 20, numbers(2)).horizontal());
        assertEquals("""
                +---+
                | id|
                +---+
                |  0|
                |  1|
                +---+
                """, table(ID, 2, 20, numbers(2)).horizontal());
        assertEquals("""
                +---+
                | id|
                +---+
                +---+
                only showing top 0 rows""", table(ID, -1, 20, numbers(2)).horizontal());
    }

    @Test
    void wideCharactersCountAsTwo() {
        var schema = DataType.Struct.of(Field.of("단어", Atomic.STRING), Field.of("n", Atomic.INT));
        var rows =
                List.of(List.of("안녕하세요", 1), List.of("abc", 2), List.of("é", 4), List.of("😀", 5), List.of("ｆｕｌｌ", 6));
        assertEquals("""
                +----------+---+
                |      단어|  n|
                +----------+---+
                |안녕하세요|  1|
                |       abc|  2|
                |         é|  4|
                |        😀|  5|
                |  ｆｕｌｌ|  6|
                +----------+---+
                """, table(schema, 20, 20, rows).horizontal());
    }

    @Test
    void controlCharactersAreEscapedBeforeCutting() {
        var row = List.of("a\nb", "a\tb", "a\rb", "", "\u0007\u000B\f\b");
        assertEquals(
                """
                +----+----+----+-----+--------+
                |  nl| tab|  cr|empty|   rest |
                +----+----+----+-----+--------+
                |a\\nb|a\\tb|a\\rb|     |\\a\\v\\f\\b|
                +----+----+----+-----+--------+
                """,
                table(strings("nl", "tab", "cr", "empty", "rest "), 20, 20, List.of(row))
                        .horizontal());
    }

    @Test
    void withoutColumnsThereIsStillAFrame() {
        var table = new TextTable(DataType.Struct.of(), 20, 20, ZoneOffset.UTC);
        table.add(Chunk.of(1));
        assertEquals("++\n||\n++\n||\n++\n", table.horizontal());
    }

    @Test
    void verticalTablesHaveALineForEachValue() {
        var schema = DataType.Struct.of(
                Field.of("number", Atomic.INT), Field.of("word", Atomic.STRING), Field.of("long_name", Atomic.STRING));
        var rows = List.of(Arrays.asList(1, "a", "a rather long string"), Arrays.asList(22, null, "b"));
        assertEquals("""
                -RECORD 0-------------------------
                 number    | 1                   \s
                 word      | a                   \s
                 long_name | a rather long string\s
                -RECORD 1-------------------------
                 number    | 22                  \s
                 word      | NULL                \s
                 long_name | b                   \s
                """, table(schema, 20, 20, rows).vertical());
        assertEquals("(0 rows)", table(schema, 20, 20, List.of()).vertical());
        assertEquals("""
                -RECORD 0--
                 id  | 0  \s
                only showing top 1 row""", table(ID, 1, 0, numbers(2)).vertical());
    }

    @Test
    void onlySelectedRowsAreShown() {
        Chunk chunk = Values.chunk(ID, numbers(5)).select(new Selection(new int[] {1, 3}, 2));
        assertEquals("""
                +---+
                |id |
                +---+
                |1  |
                |3  |
                +---+
                """, TextTable.of(ID, List.of(chunk), ZoneOffset.UTC));
    }
}
