package dev.sluice.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.connector.Wanted;
import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.IntType;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Files as other writers make them, files that ask for more than there is, and files that are not whole: each gives
/// the right rows or an error.
class OddFilesTest {

    private static DataType.Struct schema(String name, DataType type) {
        return DataType.Struct.of(Field.of(name, type));
    }

    private static ParquetBytes ints(int... values) throws IOException {
        List<List<Integer>> rows = new ArrayList<>();
        for (int value : values) rows.add(List.of(value));
        return ParquetBytes.of(schema("a", Atomic.INT), rows);
    }

    private static ParquetBytes unsigned(int... values) throws IOException {
        return ints(values)
                .where(
                        "a",
                        element -> element.setConverted_type(ConvertedType.UINT_32)
                                .setLogicalType(LogicalType.INTEGER(new IntType((byte) 32, false))));
    }

    private static String refused(ParquetBytes file, DataType.Struct asked) {
        return String.valueOf(
                assertThrows(Exception.class, () -> file.rows(asked)).getMessage());
    }

    @Test
    void rowGroupsWithoutRowsAreNone() throws IOException {
        ParquetBytes file = ints(7, 8).with(metadata -> {
            RowGroup none = metadata.getRow_groups().getFirst().deepCopy();
            none.setNum_rows(0);
            none.getColumns().getFirst().getMeta_data().setNum_values(0).setTotal_compressed_size(0);
            metadata.getRow_groups().addFirst(none);
            metadata.getRow_groups().addLast(none.deepCopy());
        });
        assertEquals(List.of(List.of(7), List.of(8)), file.rows(file.columns()));
    }

    @Test
    void columnsMayLieInAnyOrder() throws IOException {
        var schema = DataType.Struct.of(Field.of("long", Atomic.STRING), Field.of("short", Atomic.INT));
        ParquetBytes file = ParquetBytes.of(
                        schema, Map.of("compression", "none"), List.of(List.of("x".repeat(100_000), 7)))
                .with(metadata ->
                        Collections.reverse(metadata.getRow_groups().getFirst().getColumns()));
        assertEquals(1, file.rows(schema).size());
        assertEquals(1, file.rows(schema, Wanted.ALL, 1000).size());
    }

    @Test
    void columnsThatAreLongerOrShorterThanTheRowsAreAnError() throws IOException {
        var nullable = new ArrayList<List<@Nullable Object>>(List.of(List.of(7), new ArrayList<>()));
        nullable.get(1).add(null);
        for (int rows : new int[] {1, 3}) {
            ParquetBytes file = ParquetBytes.of(schema("a", Atomic.INT), nullable)
                    .with(metadata -> metadata.getRow_groups().getFirst().setNum_rows(rows));
            String message = refused(file, file.columns());
            assertTrue(message.contains("the column a has 2 values in a row group whose rows need " + rows), message);
        }
        ParquetBytes fewer = ints(7, 8)
                .with(metadata -> metadata.getRow_groups()
                        .getFirst()
                        .setNum_rows(3)
                        .getColumns()
                        .getFirst()
                        .getMeta_data()
                        .setNum_values(3));
        String message = refused(fewer, fewer.columns());
        assertTrue(message.contains("fewer values than the footer says"), message);
    }

    /// Nothing but the headers of pages has no checksum, and they say what is counted.
    @Test
    void noByteOfAPageCanChangeUnseen() throws IOException {
        var schema = DataType.Struct.of(
                Field.of("n", Atomic.LONG), Field.of("words", new DataType.Array(Atomic.STRING, true)));
        List<List<Object>> rows = new ArrayList<>();
        for (long i = 0; i < 300; i++) rows.add(List.of(i * i, List.of("w" + i % 7, "v" + i)));
        for (String codec : List.of("none", "snappy", "gzip", "zstd", "lz4_raw")) {
            ParquetBytes file = ParquetBytes.of(schema, Map.of("compression", codec), rows);
            List<List<@Nullable Object>> right = file.rows(schema);
            ColumnMetaData last = file.metadata()
                    .getRow_groups()
                    .getFirst()
                    .getColumns()
                    .getLast()
                    .getMeta_data();
            int end = (int) (ColumnPages.start(last) + last.getTotal_compressed_size());
            for (int at = 4; at < end; at++) {
                ParquetBytes damaged = file.with(at, 1 << at % 8);
                try {
                    assertEquals(right, damaged.rows(schema), codec + ": byte " + at);
                } catch (IOException _) {
                    // as it should be
                }
            }
        }
    }

    /// Snappy would write behind the array.
    @Test
    void whatAPageSaysOfItsLengthIsNotBelieved() throws IOException {
        for (Codec codec : Codec.values()) {
            if (codec == Codec.LZ4 || codec == Codec.UNCOMPRESSED) continue; // only read, and nothing to say
            byte[] compressed = codec.compress(new byte[100_000]);
            for (int length : new int[] {10, 99_999, 100_001, Integer.MAX_VALUE, -1}) {
                assertThrows(
                        Exception.class,
                        () -> codec.decompress(compressed, 0, compressed.length, length),
                        codec + " to " + length);
            }
            assertEquals(100_000, codec.decompress(compressed, 0, compressed.length, 100_000).length);
        }
    }

    @Test
    void numbersWithoutSignAreReadAsLargerOnes() throws IOException {
        ParquetBytes file = unsigned(1, -1);
        assertEquals("a BIGINT", file.columns().toDdl());
        assertEquals(List.of(List.of(1L), List.of(4294967295L)), file.rows(file.columns()));
        assertEquals(List.of(List.of(1.0), List.of(4294967295.0)), file.rows(schema("a", Atomic.DOUBLE)));
        assertEquals(
                List.of(List.of(new BigDecimal("1")), List.of(new BigDecimal("4294967295"))),
                file.rows(schema("a", new DataType.Decimal(20, 0))));
        String message = refused(file, schema("a", Atomic.INT));
        assertTrue(message.contains("actual Parquet type INT32 with the value -1"), message);
    }

    @Test
    void valuesThatTheTypeDoesNotHoldAreRefused() throws IOException {
        assertEquals("[[44]]", ints(44).rows(schema("a", Atomic.BYTE)).toString());
        String message = refused(ints(44, 300), schema("a", Atomic.BYTE));
        assertTrue(
                message.contains("[a]. Expected Spark type tinyint, actual Parquet type INT32 with the value 300"),
                message);
        assertTrue(refused(ints(70_000), schema("a", Atomic.SHORT)).contains("70000"));
        assertTrue(
                refused(ints(70_000), schema("a", new DataType.Decimal(5, 2))).contains("decimal(5,2)"));
    }

    @Test
    void instantsOfAllTimesComeBackFromInt96() throws IOException {
        var schema = schema("at", Atomic.TIMESTAMP);
        List<List<Long>> rows = List.of(
                List.of(Long.MIN_VALUE), List.of(-300_000_000_000_000_001L), List.of(-1L), List.of(Long.MAX_VALUE));
        ParquetBytes file = ParquetBytes.of(schema, Map.of("spark.sql.parquet.outputTimestampType", "INT96"), rows);
        assertEquals(rows, file.rows(schema));
    }

    /// Its clocks knew no time of the sun's own; and 3.0 still wrote INT96 in Julius Caesar's calendar.
    @Test
    void instantsOfOldSparksKeepWhatTheClockShowed() throws IOException {
        var zone = ZoneId.of("America/Los_Angeles");
        long written = Instant.parse("1800-01-01T08:00:00Z").getEpochSecond() * 1_000_000;
        long meant = LocalDate.parse("1800-01-01").atStartOfDay(zone).toEpochSecond() * 1_000_000;
        var schema = schema("at", Atomic.TIMESTAMP);
        ParquetBytes legacy = ParquetBytes.of(schema, List.of(List.of(written)))
                .with(metadata -> metadata.setKey_value_metadata(
                        List.of(note("version", "3.5.0"), note("legacyDateTime", ""), note("timeZone", zone.getId()))));
        assertEquals(List.of(List.of(meant)), legacy.rows(schema));
        long day = 86_400_000_000L;
        ParquetBytes int96 = ParquetBytes.of(
                        schema,
                        Map.of("spark.sql.parquet.outputTimestampType", "INT96"),
                        List.of(List.of(-354_280 * day)))
                .with(metadata -> metadata.setKey_value_metadata(List.of(note("version", "3.0.1"))));
        assertEquals(List.of(List.of(-354_285 * day)), int96.rows(schema));
    }

    private static KeyValue note(String name, String value) {
        return new KeyValue("org.apache.spark." + name).setValue(value);
    }

    @Test
    void aStructIsThereAlsoIfNoneOfItsFieldsIsAskedFor() throws IOException {
        var inner =
                DataType.Struct.of(Field.of("xs", new DataType.Array(Atomic.LONG, true)), Field.of("y", Atomic.INT));
        var rows = new ArrayList<List<@Nullable Object>>();
        rows.add(List.of(List.of(List.of(List.of(1L, 2L), 3), List.of(List.of(), 4))));
        rows.add(Collections.singletonList(null));
        rows.add(List.of(new ArrayList<>(Collections.singletonList(null))));
        rows.add(List.of(List.of()));
        ParquetBytes file = ParquetBytes.of(schema("s", new DataType.Array(inner, true)), rows)
                .where("element", element -> {
                    // Times of the day are no type of Spark's; nobody asks for them.
                    if (element.isSetType()) element.setConverted_type(ConvertedType.TIME_MICROS);
                });
        var asked = schema("s", new DataType.Array(schema("z", Atomic.STRING), true));
        assertEquals(
                "[[[[null], [null]]], [null], [[null]], [[]]]", file.rows(asked).toString());
    }

    @Test
    void namesThatDifferInCaseAreNotGuessedAt() throws IOException {
        var schema = DataType.Struct.of(Field.of("ab", Atomic.INT), Field.of("aB", Atomic.INT));
        ParquetBytes file = ParquetBytes.of(schema, List.of(List.of(1, 2)));
        assertEquals(List.of(List.of(2)), file.rows(schema("aB", Atomic.INT)));
        assertEquals(
                "[SLUICE_FILE.AMBIGUOUS_FIELD] The field AB is asked for, and the file has ab and aB. SQLSTATE: 42704",
                refused(file, schema("AB", Atomic.INT)).lines().findFirst().orElse(""));
        assertEquals(List.of(List.of(7)), ints(7).rows(schema("A", Atomic.INT)));
    }

    @Test
    void aSchemaThatMakesNoSenseIsAFooterThatCannotBeRead() throws IOException {
        var struct = DataType.Struct.of(Field.of("x", Atomic.INT));
        ParquetBytes file = ParquetBytes.of(schema("m", struct), List.of(List.of(List.of(1))))
                .where("m", element -> element.setConverted_type(ConvertedType.MAP));
        SluiceException failure = assertThrows(SluiceException.class, file::columns);
        assertEquals("FAILED_READ_FILE.CANNOT_READ_FILE_FOOTER", failure.getCondition());
    }

    /// It is no bound by the format's rules, and more than all others by Spark's.
    @Test
    void nothingIsNotedOfColumnsWithNan() throws IOException {
        for (Object[] values : new Object[][] {{1.0, Double.NaN}, {1.0f, Float.NaN}}) {
            DataType type = values[0] instanceof Double ? Atomic.DOUBLE : Atomic.FLOAT;
            ParquetBytes file = ParquetBytes.of(schema("a", type), List.of(List.of(values[0]), List.of(values[1])));
            assertTrue(!statistics(file).isSetMin_value() && !statistics(file).isSetMax_value());
        }
    }

    private static Statistics statistics(ParquetBytes file) throws IOException {
        return file.metadata()
                .getRow_groups()
                .getFirst()
                .getColumns()
                .getFirst()
                .getMeta_data()
                .getStatistics();
    }
}
