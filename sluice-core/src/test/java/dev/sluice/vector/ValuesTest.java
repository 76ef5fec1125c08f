package dev.sluice.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.parser.SqlParser;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Values go into vectors and come out the same, whatever the vector's form.
class ValuesTest {

    private static final DataType.Struct SCHEMA = SqlParser.tableSchema(
            "b BOOLEAN, t TINYINT, i INT, l BIGINT, f FLOAT, d DOUBLE, e DECIMAL(10, 2), s STRING, day DATE, at TIMESTAMP, "
                    + "list ARRAY<INT>, map MAP<STRING, INT>, st STRUCT<x: INT, y: STRING>");

    private static final List<List<@Nullable Object>> ROWS = List.of(
            Arrays.asList(
                    true,
                    1,
                    -2,
                    3L,
                    1.5f,
                    Double.NaN,
                    new BigDecimal("1.50"),
                    "é",
                    18262,
                    1L,
                    Arrays.asList(1, null),
                    Map.of("k", 1),
                    Arrays.asList(1, null)),
            Collections.nCopies(SCHEMA.size(), null),
            Arrays.asList(
                    false,
                    -128,
                    Integer.MIN_VALUE,
                    Long.MAX_VALUE,
                    -0.0f,
                    -0.0,
                    new BigDecimal("-0.01"),
                    "",
                    0,
                    -1L,
                    List.of(),
                    Map.of(),
                    Arrays.asList(null, "b")));

    private static List<List<@Nullable Object>> rows(Chunk chunk) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < chunk.rowCount(); i++)
            rows.add(Values.row(chunk, chunk.selection().row(i), SCHEMA));
        return rows;
    }

    @Test
    void flatVectorsGiveBackWhatWasPutIn() {
        assertEquals(ROWS, rows(Values.chunk(SCHEMA, ROWS)));
    }

    @Test
    void aSelectionGivesItsRowsAndCompactingKeepsThem() {
        Chunk chunk = Values.chunk(SCHEMA, ROWS).select(new Selection(new int[] {0, 2}, 2));
        assertEquals(List.of(ROWS.get(0), ROWS.get(2)), rows(chunk));
        Chunk compact = chunk.compact();
        assertEquals(2, compact.size());
        assertEquals(List.of(ROWS.get(0), ROWS.get(2)), rows(compact));
    }

    @Test
    void dictionariesRepeatTheirEntries() {
        Chunk flat = Values.chunk(SCHEMA, ROWS);
        int[] ids = {2, 0, 2, 1};
        Vector[] columns = Arrays.stream(flat.columns())
                .map(column -> DictionaryVector.of(column, ids, ids.length))
                .toArray(Vector[]::new);
        Chunk repeated = Chunk.of(ids.length, columns);
        assertEquals(List.of(ROWS.get(2), ROWS.get(0), ROWS.get(2), ROWS.get(1)), rows(repeated));
        Vector[] twice = Arrays.stream(columns)
                .map(column -> DictionaryVector.of(column, new int[] {3, 0}, 2))
                .toArray(Vector[]::new);
        assertEquals(List.of(ROWS.get(1), ROWS.get(2)), rows(Chunk.of(2, twice)));
        assertEquals(List.of(ROWS.get(1), ROWS.get(2)), rows(Chunk.of(2, twice).compact()));
    }

    @Test
    void constantsAreOneValueForEveryRow() {
        Chunk one = Values.chunk(SCHEMA, ROWS.subList(0, 1));
        Vector[] columns = Arrays.stream(one.columns())
                .map(column -> new ConstantVector(column, 3))
                .toArray(Vector[]::new);
        assertEquals(Collections.nCopies(3, ROWS.getFirst()), rows(Chunk.of(3, columns)));
        assertEquals(
                Collections.nCopies(3, ROWS.getFirst()),
                rows(Chunk.of(3, columns).compact()));
        assertThrows(IllegalArgumentException.class, () -> new ConstantVector(new ConstantVector(one.column(0), 1), 2));
    }

    @Test
    void partsArePutTogetherInOrder() {
        Chunk chunk = Values.chunk(SCHEMA, ROWS);
        for (int c = 0; c < SCHEMA.size(); c++) {
            DataType type = SCHEMA.field(c).type();
            Vector both = Vectors.concat(type, List.of(chunk.column(c), chunk.column(c)));
            for (int i = 0; i < 6; i++) assertEquals(ROWS.get(i % 3).get(c), Values.get(both, i, type));
        }
    }

    @Test
    void theRowsWhereAConditionHoldsAreSelected() {
        Vector condition = Values.chunk(
                        new DataType.Struct(List.of(dev.sluice.type.Field.of("c", Atomic.BOOLEAN))),
                        List.of(List.of(true), Collections.singletonList(null), List.of(false), List.of(true)))
                .column(0);
        assertArrayEquals(new int[] {0, 3}, taken(Selection.all(4).where(condition)));
        assertArrayEquals(new int[] {3}, taken(new Selection(new int[] {1, 2, 3}, 3).where(condition)));
        Vector repeated = DictionaryVector.of(condition, new int[] {3, 3, 1, 0}, 4);
        assertArrayEquals(new int[] {0, 1, 3}, taken(Selection.all(4).where(repeated)));
        assertEquals(0, Selection.all(4).where(new NullVector(4)).size());
        assertEquals(
                4,
                Selection.all(4)
                        .where(new ConstantVector(Vectors.single(Atomic.BOOLEAN, true), 4))
                        .size());
    }

    private static int[] taken(Selection selection) {
        return Arrays.copyOf(selection.toArray(), selection.size());
    }

    @Test
    void nullsAreKnown() {
        Vector column = Values.chunk(SCHEMA, ROWS).column(7);
        assertTrue(column.isNull(1));
        assertFalse(column.isNull(2));
        assertTrue(Vectors.nullOf(Atomic.STRING).isNull(0));
    }

    /// Rows side by side are copied whole where they can be, else row by row.
    @Test
    void rangesAreAppendedFromVectorsOfAnyFormWithAndWithoutNulls() {
        Chunk chunk = Values.chunk(SCHEMA, ROWS);
        List<List<@Nullable Object>> withoutNulls = List.of(ROWS.get(2), ROWS.get(0), ROWS.get(0));
        for (int c = 0; c < SCHEMA.size(); c++) {
            DataType type = SCHEMA.field(c).type();
            VectorBuilder builder = VectorBuilder.of(type, 1);
            builder.appendRange(chunk.column(c), 1, 2);
            builder.appendRange(Values.chunk(SCHEMA, withoutNulls).column(c), 1, 2);
            builder.appendRange(new DictionaryVector(chunk.column(c), new int[] {2, 1, 0}, 3), 0, 2);
            builder.appendRange(new ConstantVector(Vectors.gather(chunk.column(c), new int[] {2}, 1), 9), 5, 1);
            builder.appendRange(chunk.column(c), 3, 0);
            List<@Nullable Object> values = new ArrayList<>();
            for (int row = 0; row < builder.size(); row++) values.add(Values.get(builder.build(), row, type));
            List<@Nullable Object> expected = new ArrayList<>();
            for (int row : new int[] {1, 2, 0, 0, 2, 1, 2})
                expected.add(ROWS.get(row).get(c));
            assertEquals(expected, values, SCHEMA.field(c).name());
        }
    }

    @Test
    void whatWasBuiltStaysAsItIsWhileTheBuilderGoesOn() {
        for (int c = 0; c < SCHEMA.size(); c++) {
            DataType type = SCHEMA.field(c).type();
            Vector column = Values.chunk(SCHEMA, ROWS).column(c);
            var list = new ValueList(type);
            List<@Nullable Object> expected = new ArrayList<>();
            List<Vector> built = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                list.append(column, i * 7 % 3);
                expected.add(ROWS.get(i * 7 % 3).get(c));
                built.add(list.column());
            }
            assertEquals(expected, list, SCHEMA.field(c).name());
            for (int i = 0; i < built.size(); i++) {
                assertEquals(i + 1, built.get(i).size());
                for (int row = 0; row <= i; row++) {
                    assertEquals(expected.get(row), Values.get(built.get(i), row, type));
                }
            }
        }
    }
}
