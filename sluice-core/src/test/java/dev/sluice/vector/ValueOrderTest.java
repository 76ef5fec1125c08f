package dev.sluice.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.parser.SqlParser;
import dev.sluice.type.DataType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Each list is in order already.
class ValueOrderTest {

    private static void check(String type, @Nullable Object... ascending) {
        DataType.Struct schema = SqlParser.tableSchema("v " + type);
        Vector column = Values.chunk(
                        schema,
                        Arrays.stream(ascending).map(Collections::singletonList).toList())
                .column(0);
        for (int i = 0; i < ascending.length; i++) {
            for (int j = 0; j < ascending.length; j++) {
                int order = Integer.signum(ValueOrder.compareNullable(column, i, column, j));
                assertEquals(Integer.signum(i - j), order, ascending[i] + " and " + ascending[j]);
            }
        }
    }

    @Test
    void numbers() {
        check("INT", null, Integer.MIN_VALUE, -1, 0, 7);
        check("BIGINT", null, Long.MIN_VALUE, 0L, Long.MAX_VALUE);
        check("DECIMAL(10, 2)", null, new BigDecimal("-1.50"), new BigDecimal("0.00"), new BigDecimal("12.00"));
    }

    @Test
    void notANumberIsTheGreatest() {
        check("DOUBLE", null, Double.NEGATIVE_INFINITY, -1.5, 0.0, 1e300, Double.POSITIVE_INFINITY, Double.NaN);
        check("FLOAT", null, -1f, 0f, Float.POSITIVE_INFINITY, Float.NaN);
    }

    @Test
    void textGoesByItsBytes() {
        check("STRING", null, "", "A", "Z", "a", "aa", "b", "é", "😀");
    }

    @Test
    void nestedValuesGoByTheirParts() {
        check("ARRAY<INT>", null, List.of(), Arrays.asList((Object) null), List.of(1), List.of(1, 0), List.of(2));
        check(
                "STRUCT<x: INT, y: STRING>",
                null,
                Arrays.asList(null, "z"),
                List.of(1, "a"),
                List.of(1, "b"),
                List.of(2, ""));
    }
}
