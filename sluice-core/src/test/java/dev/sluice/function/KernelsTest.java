package dev.sluice.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.error.SluiceException;
import dev.sluice.function.scalar.Add;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.DictionaryVector;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Values;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import dev.sluice.vector.Vectors;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the adapters take off a function's hands: nulls, rows that are not selected, constants, dictionaries.
final class KernelsTest {

    private static final CallContext CONTEXT = new CallContext(ZoneOffset.UTC, 0);

    /// Throws for the value that must not be looked at.
    private static final Kernel NEGATED = Kernels.longToLong(value -> {
        if (value == 13) throw new IllegalStateException("looked at 13");
        return -value;
    });

    private static final Kernel DIFFERENCE = Kernels.longLongToLong((a, b) -> {
        if (a == 13 || b == 13) throw new IllegalStateException("looked at 13");
        return a - b;
    });

    @Test
    void nullsStayNullAndAreNotHandedOver() {
        assertEquals(Arrays.asList(-1L, null, -3L), longs(NEGATED, all(3), flat(1L, null, 3L)));
        assertEquals(Arrays.asList(null, null, 6L), longs(DIFFERENCE, all(3), flat(null, 5L, 7L), flat(1L, null, 1L)));
    }

    @Test
    void whatLiesBeneathANullIsNotHandedOver() {
        Vector beneath = new LongVector(new long[] {1, 13}, new boolean[] {false, true}, 2);
        assertEquals(Arrays.asList(-1L, null), longs(NEGATED, all(2), beneath));
        assertEquals(Arrays.asList(0L, null), longs(DIFFERENCE, all(2), beneath, constant(1L, 2)));
    }

    @Test
    void rowsThatAreNotSelectedAreNotHandedOver() {
        assertEquals(List.of(-1L, -3L), longs(NEGATED, rows(0, 2), flat(1L, 13L, 3L)));
        assertEquals(List.of(0L, 2L), longs(DIFFERENCE, rows(0, 2), flat(1L, 13L, 3L), constant(1L, 3)));
    }

    @Test
    void aConstantStandsForEveryRowOnEitherSide() {
        assertEquals(List.of(1L, 2L), longs(DIFFERENCE, all(2), flat(11L, 12L), constant(10L, 2)));
        assertEquals(List.of(-1L, -2L), longs(DIFFERENCE, all(2), constant(10L, 2), flat(11L, 12L)));
        assertEquals(Arrays.asList(null, null), longs(DIFFERENCE, all(2), constant(null, 2), flat(11L, 12L)));
    }

    @Test
    void constantsAloneMakeAConstant() {
        Vector result = apply(DIFFERENCE, all(4), constant(5L, 4), constant(3L, 4));
        assertInstanceOf(ConstantVector.class, result);
        assertEquals(2L, Values.get(result, 3, Atomic.LONG));
    }

    @Test
    void aDictionaryIsComputedOnceForEachEntryInUse() {
        var computed = new ArrayList<Long>();
        Kernel counting = Kernels.longToLong(value -> {
            computed.add(value);
            return value * 10;
        });
        Vector words = dictionary(new int[] {2, 0, 2, 2}, 1L, 13L, 3L);
        Vector result = apply(counting, all(4), words);
        assertInstanceOf(DictionaryVector.class, result);
        assertEquals(List.of(30L, 10L, 30L, 30L), values(result, all(4)));
        assertEquals(List.of(1L, 3L), computed);
    }

    @Test
    void anEntryOnlyOfRowsThatAreNotSelectedIsNotComputed() {
        Vector words = dictionary(new int[] {0, 1, 0, 2, 0}, 1L, 13L, 3L);
        assertEquals(List.of(-1L, -1L, -3L, -1L), longs(NEGATED, rows(0, 2, 3, 4), words));
    }

    @Test
    void aDictionaryWithMoreEntriesThanRowsIsReadRowByRow() {
        Vector words = dictionary(new int[] {4, 0}, 1L, 13L, 13L, 13L, null);
        assertEquals(Arrays.asList(null, -1L), longs(NEGATED, all(2), words));
    }

    @Test
    void twoDictionariesAndAColumnMeetRowByRow() {
        Vector left = dictionary(new int[] {1, 0, 1}, 10L, 20L);
        Vector right = dictionary(new int[] {0, 0, 1}, 1L, null);
        assertEquals(Arrays.asList(19L, 9L, null), longs(DIFFERENCE, all(3), left, right));
        assertEquals(Arrays.asList(15L, 7L, 20L), longs(DIFFERENCE, all(3), left, flat(5L, 3L, 0L)));
    }

    @Test
    void noSelectedRowMeansNoCallWhateverTheShape() {
        for (Vector argument : List.of(flat(13L, 13L), constant(13L, 2), dictionary(new int[] {0, 0}, 13L))) {
            Vector result = apply(NEGATED, new Selection(new int[0], 0), argument);
            assertEquals(2, result.size());
        }
    }

    @Test
    void aPartOfATextSharesItsBytes() {
        BytesVector texts = (BytesVector) texts("streaming", "sql", null);
        Kernel tail = Kernels.part(0, (_, offset, length, _) -> Part.of(offset + 1, length - 1));
        BytesVector parts = (BytesVector) apply(tail, all(3), texts);
        assertSame(texts.bytes(), parts.bytes());
        assertEquals("treaming", parts.string(0));
        assertEquals("ql", parts.string(1));
        assertEquals(true, parts.isNull(2));
    }

    @Test
    void aKernelOfRowsMayMakeNulls() {
        Kernel odd = Kernels.rowsToLong((row, out) -> {
            if (row.longAt(0) % 2 == 0) {
                out.appendNull();
            } else {
                out.append(row.longAt(0));
            }
        });
        assertEquals(Arrays.asList(1L, null, null, 3L), longs(odd, all(4), flat(1L, 2L, null, 3L)));
        assertEquals(List.of(1L, 3L), longs(odd, rows(0, 3), flat(1L, 2L, null, 3L)));
    }

    @Test
    void aKernelOfRowsWithNullsSeesThem() {
        Kernel zero = Kernels.rowsWithNullsTo(
                Atomic.LONG, VectorBuilder.Longs.class, (row, out) -> out.append(row.isNull(0) ? 0 : row.longAt(0)));
        assertEquals(List.of(1L, 0L), longs(zero, all(2), flat(1L, null)));
        assertEquals(List.of(0L, 0L), longs(zero, all(2), constant(null, 2)));
    }

    @Test
    void theTextOfAConstantIsDecodedOnce() {
        var seen = new ArrayList<String>();
        Kernel noting = Kernels.rowsToText((row, out) -> {
            seen.add(row.textAt(1));
            out.append(row.textAt(0));
        });
        apply(noting, all(2), texts("a", "b"), new ConstantVector(Vectors.single(Atomic.STRING, "x"), 2));
        assertSame(seen.get(0), seen.get(1));
    }

    @Test
    void additionOverflowsOnlyWhereARowThatCountsDoes() {
        Kernel add = Add.FUNCTION
                .bind("+", List.of(Argument.of(Atomic.LONG, true), Argument.of(Atomic.LONG, true)))
                .orElseThrow()
                .kernel();
        long most = Long.MAX_VALUE;
        assertEquals(List.of(2L, 4L), longs(add, rows(0, 2), flat(1L, most, 3L), constant(1L, 3)));
        assertEquals(Arrays.asList(2L, null), longs(add, all(2), flat(1L, most), flat(1L, null)));
        Vector large = flat(1L, most);
        Vector one = constant(1L, 2);
        SluiceException thrown = assertThrows(SluiceException.class, () -> apply(add, all(2), large, one));
        assertEquals("ARITHMETIC_OVERFLOW", thrown.getCondition());
    }

    private static Vector flat(@Nullable Object... values) {
        return built(Atomic.LONG, values);
    }

    private static Vector texts(@Nullable Object... values) {
        return built(Atomic.STRING, values);
    }

    private static Vector constant(@Nullable Object value, int size) {
        return new ConstantVector(Vectors.single(Atomic.LONG, value), size);
    }

    private static Vector dictionary(int[] ids, @Nullable Object... entries) {
        return new DictionaryVector(flat(entries), ids, ids.length);
    }

    private static Vector built(DataType type, @Nullable Object... values) {
        VectorBuilder builder = VectorBuilder.of(type, values.length);
        for (Object value : values) builder.appendValue(value);
        return builder.build();
    }

    private static Selection all(int size) {
        return Selection.all(size);
    }

    private static Selection rows(int... rows) {
        return new Selection(rows, rows.length);
    }

    private static Vector apply(Kernel kernel, Selection rows, Vector... arguments) {
        return kernel.apply(arguments, rows, arguments[0].size(), CONTEXT);
    }

    private static List<@Nullable Object> longs(Kernel kernel, Selection rows, Vector... arguments) {
        return values(apply(kernel, rows, arguments), rows);
    }

    private static List<@Nullable Object> values(Vector vector, Selection rows) {
        var values = new ArrayList<@Nullable Object>();
        for (int i = 0; i < rows.size(); i++) values.add(Values.get(vector, rows.row(i), Atomic.LONG));
        return values;
    }
}
