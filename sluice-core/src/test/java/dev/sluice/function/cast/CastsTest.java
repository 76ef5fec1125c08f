package dev.sluice.function.cast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.error.SluiceException;
import dev.sluice.function.CallContext;
import dev.sluice.function.Kernel;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Values;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import dev.sluice.vector.Vectors;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Which casts there are, and what they do with values; what they say is compared with Spark's in `sql/casts.test`.
final class CastsTest {

    private static final CallContext SEOUL = new CallContext(ZoneId.of("Asia/Seoul"), 0);

    private static final Map<String, DataType> TYPES = types();

    /// Recorded from Spark 4.2.0: from each type, those it can be cast to.
    private static final String ALLOWED = """
            boolean:   boolean byte short int long float double decimal string
            byte:      boolean byte short int long float double decimal string timestamp months seconds
            short:     boolean byte short int long float double decimal string timestamp months seconds
            int:       boolean byte short int long float double decimal string timestamp months seconds
            long:      boolean byte short int long float double decimal string timestamp months seconds
            float:     boolean byte short int long float double decimal string timestamp
            double:    boolean byte short int long float double decimal string timestamp
            decimal:   boolean byte short int long float double decimal string timestamp months seconds
            string:    boolean byte short int long float double decimal string binary date timestamp ntz months seconds
            binary:    string binary
            date:      string date timestamp ntz
            timestamp: byte short int long float double decimal string date timestamp ntz
            ntz:       string date timestamp ntz
            months:    byte short int long decimal string months
            seconds:   byte short int long decimal string seconds
            array:     string array
            map:       string map
            struct:    string struct
            """;

    @Test
    void theCastsThereAreAreSparks() {
        var ours = new StringBuilder();
        TYPES.forEach((name, from) -> {
            ours.append(String.format("%-11s", name + ":"));
            ours.append(String.join(
                    " ",
                    TYPES.entrySet().stream()
                            .filter(to -> Casts.isAllowed(from, to.getValue()))
                            .map(Map.Entry::getKey)
                            .toList()));
            ours.append('\n');
        });
        assertEquals(ALLOWED, ours.toString());
    }

    @Test
    void nullCanBeCastToAnything() {
        TYPES.forEach((name, to) -> {
            Vector result = cast(Atomic.NULL, to, false, Vectors.nullOf(Atomic.NULL));
            assertEquals(to.physical(), result.physical(), name);
            assertEquals(true, result.isNull(0), name);
        });
    }

    @Test
    void textThatIsNoNumberIsAnErrorOrNullIfTried() {
        Vector texts = column(Atomic.STRING, "1", " 22 ", "x", null);
        assertEquals(
                Arrays.asList(1, 22, null, null), values(cast(Atomic.STRING, Atomic.INT, true, texts), Atomic.INT, 4));
        SluiceException thrown =
                assertThrows(SluiceException.class, () -> cast(Atomic.STRING, Atomic.INT, false, texts));
        assertEquals("CAST_INVALID_INPUT", thrown.getCondition());
    }

    @Test
    void aNumberThatIsTooLargeIsAnErrorOrNullIfTried() {
        Vector numbers = column(Atomic.LONG, 127L, 128L, -128L, -129L);
        assertEquals(
                Arrays.asList(127, null, -128, null),
                values(cast(Atomic.LONG, Atomic.BYTE, true, numbers), Atomic.BYTE, 4));
        SluiceException thrown =
                assertThrows(SluiceException.class, () -> cast(Atomic.LONG, Atomic.BYTE, false, numbers));
        assertEquals("CAST_OVERFLOW", thrown.getCondition());
    }

    @Test
    void aDecimalIsRoundedToItsScaleAndRefusedBeyondItsPrecision() {
        var type = new DataType.Decimal(4, 2);
        Vector numbers = column(Atomic.DOUBLE, 1.005, 99.994, 99.995);
        assertEquals(
                Arrays.asList(new BigDecimal("1.01"), new BigDecimal("99.99"), null),
                values(cast(Atomic.DOUBLE, type, true, numbers), type, 3));
    }

    @Test
    void localTimesAreThoseOfTheSessionsZone() {
        Vector day = column(Atomic.DATE, 1);
        long midnightInSeoul = (24 - 9) * 3_600_000_000L;
        assertEquals(
                List.of(midnightInSeoul), values(cast(Atomic.DATE, Atomic.TIMESTAMP, false, day), Atomic.TIMESTAMP, 1));
        assertEquals(
                List.of("1970-01-02 00:00:00"),
                values(
                        cast(Atomic.TIMESTAMP, Atomic.STRING, false, column(Atomic.TIMESTAMP, midnightInSeoul)),
                        Atomic.STRING,
                        1));
    }

    @Test
    void itemsAreCastOnlyWhereASelectedRowHasThem() {
        var from = new DataType.Array(Atomic.STRING, true);
        var to = new DataType.Array(Atomic.INT, true);
        Vector words = column(Atomic.STRING, "1", "x", "2");
        Vector lists = new ArrayVector(new int[] {0, 1, 2}, new int[] {1, 1, 1}, words, null, 3);
        Kernel kernel = Casts.kernel(from, to, false).orElseThrow();
        Vector result = kernel.apply(new Vector[] {lists}, new Selection(new int[] {0, 2}, 2), 3, SEOUL);
        assertEquals(List.of(1), Values.get(result, 0, to));
        assertEquals(List.of(2), Values.get(result, 2, to));
        assertThrows(SluiceException.class, () -> kernel.apply(new Vector[] {lists}, Selection.all(3), 3, SEOUL));
    }

    @Test
    void triedItemsBecomeNullOneByOne() {
        var from = new DataType.Array(Atomic.STRING, true);
        var to = new DataType.Array(Atomic.INT, true);
        Vector lists = column(from, Arrays.asList("1", "x", null));
        assertEquals(List.of(Arrays.asList(1, null, null)), values(cast(from, to, true, lists), to, 1));
    }

    private static Map<String, DataType> types() {
        var types = new LinkedHashMap<String, DataType>();
        types.put("boolean", Atomic.BOOLEAN);
        types.put("byte", Atomic.BYTE);
        types.put("short", Atomic.SHORT);
        types.put("int", Atomic.INT);
        types.put("long", Atomic.LONG);
        types.put("float", Atomic.FLOAT);
        types.put("double", Atomic.DOUBLE);
        types.put("decimal", new DataType.Decimal(10, 2));
        types.put("string", Atomic.STRING);
        types.put("binary", Atomic.BINARY);
        types.put("date", Atomic.DATE);
        types.put("timestamp", Atomic.TIMESTAMP);
        types.put("ntz", Atomic.TIMESTAMP_NTZ);
        types.put("months", DataType.YearMonthInterval.YEAR_TO_MONTH);
        types.put("seconds", new DataType.DayTimeInterval(0, 3));
        types.put("array", new DataType.Array(Atomic.INT, true));
        types.put("map", new DataType.Map(Atomic.STRING, Atomic.INT, true));
        types.put("struct", DataType.Struct.of(Field.of("a", Atomic.INT)));
        return types;
    }

    private static Vector cast(DataType from, DataType to, boolean isTry, Vector values) {
        Kernel kernel = Casts.kernel(from, to, isTry).orElseThrow();
        return kernel.apply(new Vector[] {values}, Selection.all(values.size()), values.size(), SEOUL);
    }

    private static Vector column(DataType type, @Nullable Object... values) {
        VectorBuilder builder = VectorBuilder.of(type, values.length);
        for (Object value : values) builder.appendValue(value);
        return builder.build();
    }

    private static List<@Nullable Object> values(Vector vector, DataType type, int count) {
        var values = new ArrayList<@Nullable Object>();
        for (int row = 0; row < count; row++) values.add(Values.get(vector, row, type));
        return values;
    }
}
