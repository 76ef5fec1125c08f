package dev.sluice.function.aggregate;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.Accumulator;
import dev.sluice.function.AggregateFunction.Candidate;
import dev.sluice.function.AggregateFunction.Collecting;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.DoubleVector;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.ValueList;
import dev.sluice.vector.Values;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import dev.sluice.vector.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Exact percentiles. The state is the list of values, the list of how often each counts, and which parts are asked
/// for. Keeps every value: sketches would need less, but their answers depend on how rows were divided.
///
/// @param type of the answer: DOUBLE or an interval with all units
/// @param listed whether a list of parts is asked for
/// @param discrete whether the answer is one of the values, or lies between two in proportion
/// @param descending whether the greatest value is the first
record Percentile(DataType type, boolean listed, boolean discrete, boolean descending) implements Accumulator {

    static final DataType DOUBLES = new DataType.Array(Atomic.DOUBLE, true);
    private static final DataType LONGS = new DataType.Array(Atomic.LONG, true);

    private static final List<DataType> STATE = List.of(DOUBLES, LONGS, DOUBLES);

    static Collecting collecting(boolean listed) {
        return new Collecting(STATE, new Percentile(Atomic.DOUBLE, listed, false, false));
    }

    /// A percentile of intervals, which is an interval; its other arguments are those of one of numbers.
    static Optional<Candidate> ofIntervals(List<DataType> types, boolean listed, DataType... others) {
        if (types.size() != 1 + others.length || !(types.getFirst() instanceof DataType.Interval interval)) {
            return Optional.empty();
        }
        int cost = 0;
        for (int i = 0; i < others.length; i++) {
            int distance = ImplicitCasts.distance(types.get(i + 1), others[i]);
            if (distance < 0) return Optional.empty();
            cost += distance;
        }
        List<DataType> parameters = new ArrayList<>(List.of(others));
        parameters.addFirst(interval);
        return Optional.of(candidate(parameters, listed, false, false, cost));
    }

    private static Candidate candidate(
            List<DataType> parameters, boolean listed, boolean discrete, boolean descending, int cost) {
        DataType type = result(parameters.getFirst());
        return new Candidate(
                parameters,
                listed ? new DataType.Array(type, !(type instanceof DataType.Interval)) : type,
                true,
                STATE,
                false,
                cost,
                new Percentile(type, listed, discrete, descending));
    }

    private static DataType result(DataType of) {
        return switch (of) {
            case DataType.YearMonthInterval _ -> DataType.YearMonthInterval.YEAR_TO_MONTH;
            case DataType.DayTimeInterval _ -> DataType.DayTimeInterval.DAY_TO_SECOND;
            default -> Atomic.DOUBLE;
        };
    }

    /// `percentile_cont(part) WITHIN GROUP (ORDER BY value)`, or `percentile_disc`.
    static Optional<Candidate> within(List<DataType> types, boolean discrete, boolean ascending) {
        if (types.size() != 2) return Optional.empty();
        boolean listed = types.get(1) instanceof DataType.Array;
        DataType parts = listed ? DOUBLES : Atomic.DOUBLE;
        DataType values = types.getFirst() instanceof DataType.Interval interval ? interval : Atomic.DOUBLE;
        return Optional.of(candidate(List.of(values, parts), listed, discrete, !ascending, 0));
    }

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (arguments[0].isNull(row) || arguments.length > 2 && arguments[2].isNull(row)) continue;
            long times = arguments.length > 2 ? number(arguments[2], row) : 1;
            if (times < 0) {
                throw ErrorCondition.NEGATIVE_VALUES_IN_FREQUENCY_EXPRESSION
                        .error()
                        .with("frequencyExpression", '"' + Long.toString(times) + '"')
                        .with("negativeValue", times + "L")
                        .build();
            }
            if (times == 0) continue;
            ValueList values = lists(state[0], slots[i], Atomic.DOUBLE);
            if (type == Atomic.DOUBLE) {
                values.append(arguments[0], row);
            } else {
                values.append(Vectors.single(Atomic.DOUBLE, length(arguments[0], row)), 0);
            }
            lists(state[1], slots[i], Atomic.LONG).append(Vectors.single(Atomic.LONG, times), 0);
            if (state[2].isNull(slots[i])) ask(state[2], slots[i], arguments, row);
        }
    }

    private void ask(MutableVector asked, int slot, Vector[] arguments, int row) {
        if (arguments.length == 1) {
            ((MutableVector.Objects) asked).set(slot, List.of(0.5));
        } else if (listed) {
            asked.set(slot, arguments[1], row);
        } else if (!arguments[1].isNull(row)) {
            ((MutableVector.Objects) asked)
                    .set(slot, List.of(Objects.requireNonNull(Values.get(arguments[1], row, Atomic.DOUBLE))));
        }
    }

    private double length(Vector intervals, int row) {
        return ((Number) Objects.requireNonNull(Values.get(intervals, row, type))).doubleValue();
    }

    private static long number(Vector vector, int row) {
        return (long) Objects.requireNonNull(Values.get(vector, row, Atomic.LONG));
    }

    /// The list of a slot, to be appended to.
    static ValueList lists(MutableVector column, int slot, DataType element) {
        var lists = (MutableVector.Objects) column;
        if (lists.get(slot) instanceof ValueList list) return list;
        var made = new ValueList(element);
        if (lists.get(slot) instanceof List<?> list) {
            made.appendRange(ValueList.columnOf(element, list), 0, list.size());
        }
        lists.set(slot, made);
        return made;
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        appendLists(state[0], slots, partial[0], rows, Atomic.DOUBLE);
        appendLists(state[1], slots, partial[1], rows, Atomic.LONG);
        for (int i = 0; i < rows.size(); i++) {
            if (!partial[2].isNull(rows.row(i))) state[2].set(slots[i], partial[2], rows.row(i));
        }
    }

    static void appendLists(MutableVector column, int[] slots, Vector partial, Selection rows, DataType element) {
        var from = (ArrayVector) Vectors.flatten(partial);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (from.isNull(row)) continue;
            lists(column, slots[i], element).appendRange(from.elements(), from.offsets()[row], from.lengths()[row]);
        }
    }

    @Override
    public Vector result(MutableVector[] state, int[] slots, int count) {
        VectorBuilder out = VectorBuilder.of(listed ? new DataType.Array(type, true) : type, count);
        for (int i = 0; i < count; i++) {
            Object asked = ((MutableVector.Objects) state[2]).get(slots[i]);
            List<Object> found = asked instanceof List<?> parts ? of(state, slots[i], parts) : List.of();
            out.appendValue(found.isEmpty() ? null : listed ? found : found.getFirst());
        }
        return out.build();
    }

    private List<Object> of(MutableVector[] state, int slot, List<?> parts) {
        ValueList values = lists(state[0], slot, Atomic.DOUBLE);
        double[] numbers = ((DoubleVector) values.column()).values();
        long[] times = ((LongVector) lists(state[1], slot, Atomic.LONG).column()).values();
        Integer[] order = new Integer[values.size()];
        for (int i = 0; i < order.length; i++) order[i] = i;
        Comparator<Integer> ascending = (a, b) -> Double.compare(numbers[a], numbers[b]);
        Arrays.sort(order, descending ? ascending.reversed() : ascending);
        List<Object> found = new ArrayList<>();
        for (Object part : parts) found.add(value(at(order, numbers, times, (Double) part)));
        return found;
    }

    /// What lies between two lengths is cut to a whole unit.
    private Object value(double found) {
        return switch (type.physical()) {
            case INT -> (int) found;
            case LONG -> (long) found;
            default -> found;
        };
    }

    private double at(Integer[] order, double[] numbers, long[] times, double part) {
        long total = 0;
        for (Integer i : order) total += times[i];
        if (discrete) return numbers[at(order, times, Math.max(0, (long) Math.ceil(total * part) - 1))];
        double position = (total - 1) * part;
        double low = numbers[at(order, times, (long) Math.floor(position))];
        double high = numbers[at(order, times, (long) Math.ceil(position))];
        if (Math.floor(position) == Math.ceil(position) || low == high) return low;
        return (Math.ceil(position) - position) * low + (position - Math.floor(position)) * high;
    }

    private static int at(Integer[] order, long[] times, long position) {
        long before = 0;
        for (Integer i : order) {
            before += times[i];
            if (before > position) return i;
        }
        return order[order.length - 1];
    }
}
