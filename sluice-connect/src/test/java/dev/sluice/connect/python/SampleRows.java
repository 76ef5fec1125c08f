package dev.sluice.connect.python;

import com.google.protobuf.ByteString;
import com.google.protobuf.TextFormat;
import dev.sluice.connect.ArrowWriter;
import dev.sluice.parser.SqlParser;
import dev.sluice.type.DataType;
import dev.sluice.vector.Values;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.LargeVarBinaryVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.TimeStampNanoVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/// Rows as pyarrow writes them, for the messages of `createDataFrame`: each name with the bytes in protobuf's text
/// format.
final class SampleRows {

    private static final String TYPES =
            "a BOOLEAN, b TINYINT, c SMALLINT, d INT, e BIGINT, f FLOAT, g DOUBLE, h STRING, "
                    + "i BINARY, j DATE, k TIMESTAMP, l TIMESTAMP_NTZ, m DECIMAL(10, 2), n INTERVAL DAY TO SECOND, "
                    + "o ARRAY<BIGINT>, p MAP<STRING, BIGINT>, q STRUCT<x: BIGINT, y: STRING>, r VOID";

    private SampleRows() {}

    static Map<String, String> all() {
        try (var allocator = new RootAllocator()) {
            return Map.ofEntries(
                    Map.entry("people", people(allocator, List.of("Alice", 2L), List.of("Bob", 5L))),
                    Map.entry("nobody", people(allocator)),
                    Map.entry("types", types(allocator)),
                    Map.entry("pairs", written(allocator, "s STRUCT<a_0: INT, a_1: INT>", row(List.of(1, 2)))),
                    Map.entry("lists", written(allocator, "a ARRAY<INT>, m MAP<STRING, INT>", lists())),
                    Map.entry("clock", written(allocator, "t TIMESTAMP_NTZ", row(1_700_000_000_000_000L))),
                    Map.entry("price", written(allocator, "d DECIMAL(4, 2)", row(new BigDecimal("12.34")))),
                    Map.entry("narrow", odd(ints("n", allocator, 1, 2))),
                    Map.entry("twins", odd(ints("n", allocator, 1), ints("n", allocator, 2))),
                    Map.entry("large", odd(largeText(allocator), largeBytes(allocator))),
                    Map.entry("nanos", odd(nanos(allocator))),
                    Map.entry("waits", odd(waits(allocator))),
                    Map.entry("unsigned", odd(unsigned(allocator))));
        }
    }

    private static String people(BufferAllocator allocator, List<?>... rows) {
        return written(allocator, "name STRING, age BIGINT", List.of(rows));
    }

    private static List<List<?>> row(Object value) {
        return List.of(List.of(value));
    }

    private static List<List<?>> lists() {
        return List.of(List.of(List.of(1, 2), Map.of("one", 1)));
    }

    private static String types(BufferAllocator allocator) {
        List<?> full = Arrays.asList(
                true,
                1,
                2,
                3,
                4L,
                0.5f,
                0.25,
                "text",
                new byte[] {0, -1},
                20_000,
                1_700_000_000_123_456L,
                1_700_000_000_123_456L,
                new BigDecimal("12.30"),
                90_000_000L,
                List.of(1L, 2L),
                Map.of("one", 1L),
                List.of(7L, "y"),
                null);
        List<?> empty = Arrays.asList(new Object[full.size()]);
        return written(allocator, TYPES, List.of(full, empty));
    }

    private static String written(BufferAllocator allocator, String ddl, List<List<?>> rows) {
        var schema = (DataType.Struct) SqlParser.schema(ddl);
        return escaped(new ArrowWriter(allocator, schema, "UTC").write(Values.chunk(schema, rows)));
    }

    // ---- what the engine itself never writes

    private static FieldVector ints(String name, BufferAllocator allocator, int... values) {
        var vector = new IntVector(name, allocator);
        for (int i = 0; i < values.length; i++) vector.setSafe(i, values[i]);
        return filled(vector, values.length);
    }

    private static FieldVector largeText(BufferAllocator allocator) {
        var vector = new LargeVarCharVector("t", allocator);
        vector.setSafe(0, "text".getBytes(StandardCharsets.UTF_8));
        return filled(vector, 1);
    }

    private static FieldVector largeBytes(BufferAllocator allocator) {
        var vector = new LargeVarBinaryVector("b", allocator);
        vector.setSafe(0, new byte[] {1, 2});
        return filled(vector, 1);
    }

    private static FieldVector nanos(BufferAllocator allocator) {
        var vector = new TimeStampNanoVector("t", allocator);
        vector.setSafe(0, 1_700_000_000_123_456_789L);
        return filled(vector, 1);
    }

    private static FieldVector waits(BufferAllocator allocator) {
        var field = new Field("w", FieldType.nullable(new ArrowType.Duration(TimeUnit.NANOSECOND)), null);
        var vector = new DurationVector(field, allocator);
        vector.setSafe(0, 5_000L);
        return filled(vector, 1);
    }

    private static FieldVector unsigned(BufferAllocator allocator) {
        var vector = new UInt1Vector("u", allocator);
        vector.setSafe(0, 200);
        return filled(vector, 1);
    }

    private static FieldVector filled(FieldVector vector, int rows) {
        vector.setValueCount(rows);
        return vector;
    }

    private static String odd(FieldVector... columns) {
        var bytes = ByteString.newOutput();
        try (var root = VectorSchemaRoot.of(columns);
                var writer = new ArrowStreamWriter(root, null, bytes)) {
            root.setRowCount(columns[0].getValueCount());
            writer.writeBatch();
            writer.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return escaped(bytes.toByteString());
    }

    private static String escaped(ByteString bytes) {
        return TextFormat.escapeBytes(bytes);
    }
}
