package dev.sluice.function.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.error.SluiceException;
import dev.sluice.function.AggregateFunction;
import dev.sluice.function.BoundAggregate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.DictionaryVector;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Values;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import dev.sluice.vector.Vectors;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What every aggregate must keep to: its value does not depend on how rows came in, whole or in parts, in which
/// vectors.
///
/// Each is fed the columns it takes, in three groups: one with values and nulls, one with nulls alone, one that is
/// empty.
final class AccumulatorsTest {

    private static final int GROUPS = 3;
    private static final int EMPTY_GROUP = 2;

    /// @param values of one column; the two nulls at the end are the group of nulls alone
    private record Column(DataType type, List<@Nullable Object> values) {}

    private static final List<Column> COLUMNS = List.of(
            column(Atomic.INT, 3, null, 1, 3, 2),
            column(Atomic.LONG, 3L, null, 1L, 3L, 2L),
            column(Atomic.DOUBLE, 2.0, null, 0.5, 2.0, 4.0),
            column(Atomic.FLOAT, 2.0f, null, 0.5f, 2.0f, 4.0f),
            column(
                    new DataType.Decimal(5, 2),
                    decimal("1.25"),
                    null,
                    decimal("3.00"),
                    decimal("1.25"),
                    decimal("2.50")),
            column(Atomic.STRING, "b", null, "c", "b", "a"),
            column(Atomic.BOOLEAN, true, null, false, true, true),
            column(Atomic.DATE, 20, null, 10, 20, 15));

    @TestFactory
    Stream<DynamicTest> partsMakeTheSameAsTheWhole() {
        return cases((function, arguments, slots) -> {
            List<@Nullable Object> whole = results(function, List.of(part(arguments, slots, 0, slots.length)));
            for (int cut = 0; cut <= slots.length; cut++) {
                var parts = List.of(part(arguments, slots, 0, cut), part(arguments, slots, cut, slots.length));
                assertEquals(whole, results(function, parts), "cut before row " + cut);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> dictionariesMakeTheSameAsFlatVectors() {
        return cases((function, arguments, slots) -> {
            Vector[] dictionaries = arguments.clone();
            int[] backwards = IntStream.range(0, slots.length)
                    .map(i -> slots.length - 1 - i)
                    .toArray();
            for (int i = 0; i < dictionaries.length; i++) {
                Vector turned = Vectors.gather(arguments[i], backwards, slots.length);
                dictionaries[i] = new DictionaryVector(turned, backwards, slots.length);
            }
            assertEquals(
                    results(function, List.of(part(arguments, slots, 0, slots.length))),
                    results(function, List.of(part(dictionaries, slots, 0, slots.length))));
        });
    }

    @TestFactory
    Stream<DynamicTest> aConstantMakesTheSameAsItsValueRepeated() {
        return cases((function, arguments, slots) -> {
            Vector first = Vectors.gather(arguments[0], new int[1], 1);
            Vector[] constants = arguments.clone();
            constants[0] = new ConstantVector(first, slots.length);
            Vector[] repeated = arguments.clone();
            repeated[0] = Vectors.flatten(constants[0]);
            assertEquals(
                    results(function, List.of(part(repeated, slots, 0, slots.length))),
                    results(function, List.of(part(constants, slots, 0, slots.length))));
        });
    }

    @TestFactory
    Stream<DynamicTest> aGroupWithoutRowsIsNullUnlessTheAggregateNeverIs() {
        return cases((function, arguments, slots) -> {
            @Nullable
            Object empty = results(function, List.of(part(arguments, slots, 0, slots.length)))
                    .get(EMPTY_GROUP);
            assertEquals(function.nullable(), empty == null);
        });
    }

    @Test
    void aSumThatIsTooLargeIsAnErrorAlsoWhenPartsMeet() {
        BoundAggregate sum = Sum.FUNCTION.bind("sum", List.of(Atomic.LONG)).orElseThrow();
        Vector most = built(Atomic.LONG, List.of(Long.MAX_VALUE));
        Vector one = built(Atomic.LONG, List.of(1L));
        var parts =
                List.of(part(new Vector[] {most}, new int[] {0}, 0, 1), part(new Vector[] {one}, new int[] {0}, 0, 1));
        SluiceException thrown = assertThrows(SluiceException.class, () -> results(sum, parts));
        assertEquals("ARITHMETIC_OVERFLOW", thrown.getCondition());
    }

    @TestFactory
    Stream<DynamicTest> aTriedSumIsNullOnlyWhereTheWholeIsTooLarge() {
        var digits = new BigDecimal("9".repeat(DataType.Decimal.MAX_PRECISION));
        var decimals = new DataType.Decimal(DataType.Decimal.MAX_PRECISION, 0);
        return Stream.of(
                        tried(Atomic.LONG, Long.MAX_VALUE - 4, Long.MAX_VALUE, 1L, -5L),
                        tried(Atomic.LONG, Long.MIN_VALUE, Long.MIN_VALUE, -1L, 1L),
                        tried(Atomic.LONG, null, Long.MAX_VALUE, -1L, 2L),
                        tried(Atomic.LONG, null, Long.MIN_VALUE, Long.MIN_VALUE, Long.MAX_VALUE),
                        tried(decimals, digits.subtract(decimal("4")), digits, decimal("1"), decimal("-5")),
                        tried(decimals, null, digits, decimal("-1"), decimal("2")))
                .flatMap(test -> test);
    }

    /// Whichever row comes first, and wherever the rows are cut into parts.
    private static Stream<DynamicTest> tried(DataType type, @Nullable Object sum, Object... values) {
        BoundAggregate function = TrySum.FUNCTION.bind("try_sum", List.of(type)).orElseThrow();
        int[] slots = new int[values.length];
        return IntStream.range(0, values.length).mapToObj(first -> {
            var order = new ArrayList<@Nullable Object>(List.of(values));
            Collections.rotate(order, first);
            Vector[] column = {built(type, order)};
            return DynamicTest.dynamicTest(order.toString(), () -> {
                for (int cut = 0; cut <= slots.length; cut++) {
                    var parts = List.of(part(column, slots, 0, cut), part(column, slots, cut, slots.length));
                    assertEquals(sum, results(function, parts).getFirst(), "cut before row " + cut);
                }
            });
        });
    }

    @Test
    void textIsComparedByItsBytesNotByItsChars() {
        BoundAggregate max = Max.FUNCTION.bind("max", List.of(Atomic.STRING)).orElseThrow();
        Vector texts = built(Atomic.STRING, List.of("\uFF46", "\uD83D\uDE00"));
        assertEquals(
                "\uD83D\uDE00",
                results(max, List.of(part(new Vector[] {texts}, new int[] {0, 0}, 0, 2)))
                        .getFirst());
    }

    private interface Check {
        void run(BoundAggregate function, Vector[] arguments, int[] slots);
    }

    /// Every aggregate over every column, or pair of columns, that it takes as it is.
    private static Stream<DynamicTest> cases(Check check) {
        return AggregateFunctions.ALL.stream()
                .flatMap(function -> Stream.concat(
                                COLUMNS.stream().map(List::of),
                                COLUMNS.stream().map(each -> List.of(each, COLUMNS.get(1))))
                        .flatMap(columns -> bound(function, columns).stream()
                                .map(bound -> DynamicTest.dynamicTest(
                                        function.name() + bound.parameters(),
                                        () -> check.run(bound, vectors(columns), slots())))));
    }

    private static Optional<BoundAggregate> bound(AggregateFunction function, List<Column> columns) {
        List<DataType> types = columns.stream().map(Column::type).toList();
        return function.bind(function.name(), types)
                .filter(bound -> bound.parameters().equals(types));
    }

    private static Vector[] vectors(List<Column> columns) {
        return columns.stream().map(each -> built(each.type, each.values)).toArray(Vector[]::new);
    }

    /// The values are of the first group, the nulls behind them of the second.
    private static int[] slots() {
        return new int[] {0, 0, 0, 0, 0, 1, 1};
    }

    private record Part(Vector[] arguments, int[] slots, Selection rows) {}

    private static Part part(Vector[] arguments, int[] slots, int from, int to) {
        int[] rows = IntStream.range(from, to).toArray();
        return new Part(arguments, Arrays.copyOfRange(slots, from, to), new Selection(rows, rows.length));
    }

    /// The value of each group: collected in each part alone, then merged in order.
    private static List<@Nullable Object> results(BoundAggregate function, List<Part> parts) {
        MutableVector[] merged = state(function);
        int[] all = IntStream.range(0, GROUPS).toArray();
        for (Part part : parts) {
            MutableVector[] own = parts.size() == 1 ? merged : state(function);
            function.accumulator().add(own, part.slots, part.arguments, part.rows);
            if (parts.size() == 1) continue;
            Vector[] partial =
                    Arrays.stream(own).map(column -> column.gather(all, GROUPS)).toArray(Vector[]::new);
            function.accumulator().merge(merged, all, partial, Selection.all(GROUPS));
        }
        Vector result = function.accumulator().result(merged, all, GROUPS);
        var values = new ArrayList<@Nullable Object>();
        for (int group : all) values.add(comparable(Values.get(result, group, function.result())));
        return values;
    }

    /// Sums of DOUBLE differ in their last digits with the order of additions.
    private static @Nullable Object comparable(@Nullable Object value) {
        return switch (value) {
            case Double number
            when Double.isFinite(number) ->
                new BigDecimal(number).round(new MathContext(12)).doubleValue();
            case byte[] bytes -> ByteBuffer.wrap(bytes);
            case null, default -> value;
        };
    }

    private static MutableVector[] state(BoundAggregate function) {
        MutableVector[] state = function.state().stream().map(MutableVector::of).toArray(MutableVector[]::new);
        for (MutableVector column : state) column.ensure(GROUPS);
        return state;
    }

    private static Column column(DataType type, @Nullable Object... values) {
        var withNulls = new ArrayList<@Nullable Object>(Arrays.asList(values));
        withNulls.add(null);
        withNulls.add(null);
        return new Column(type, withNulls);
    }

    private static Vector built(DataType type, List<? extends @Nullable Object> values) {
        VectorBuilder builder = VectorBuilder.of(type, values.size());
        for (Object value : values) builder.appendValue(value);
        return builder.build();
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }
}
