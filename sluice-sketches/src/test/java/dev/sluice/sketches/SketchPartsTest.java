package dev.sluice.sketches;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.function.Accumulator;
import dev.sluice.function.AggregateFunction;
import dev.sluice.function.Argument;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.IntVector;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// However many rows come in, in whatever order, as a whole or in parts that are put together: what is estimated is
/// the same.
final class SketchPartsTest {

    private static final int LG_SIZE = 8;

    private static long[] values(int count) {
        return LongStream.range(0, count).map(i -> i * 7_919 % count).toArray();
    }

    private static long[] backwards(long[] values) {
        long[] turned = new long[values.length];
        for (int i = 0; i < turned.length; i++) turned[i] = values[values.length - 1 - i];
        return turned;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 100, 191, 192, 193, 511, 1_000, 50_000})
    void aThetaSketchIsTheSameToTheByte(int count) {
        byte[] whole = sketch(ThetaSketchAgg.FUNCTION, values(count), 1);
        for (int parts : new int[] {2, 3, 17}) {
            assertArrayEquals(whole, sketch(ThetaSketchAgg.FUNCTION, values(count), parts), parts + " parts");
        }
        assertArrayEquals(whole, sketch(ThetaSketchAgg.FUNCTION, backwards(values(count)), 2), "backwards");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 100, 191, 192, 193, 511, 1_000, 50_000})
    void aHyperLogLogSketchSaysTheSame(int count) {
        double whole = estimate(sketch(HllSketchAgg.FUNCTION, values(count), 1));
        for (int parts : new int[] {2, 3, 17}) {
            assertEquals(whole, estimate(sketch(HllSketchAgg.FUNCTION, values(count), parts)), parts + " parts");
        }
        assertEquals(whole, estimate(sketch(HllSketchAgg.FUNCTION, backwards(values(count)), 2)), "backwards");
    }

    private static double estimate(byte[] sketch) {
        return Math.round(Hll.read(sketch, "hll_sketch_estimate").getCompositeEstimate());
    }

    private static byte[] sketch(AggregateFunction function, long[] values, int parts) {
        List<Argument> arguments = List.of(Argument.of(Atomic.LONG, true), Argument.constant(Atomic.INT, LG_SIZE));
        Accumulator accumulator =
                function.bindKnown(function.name(), arguments).orElseThrow().accumulator();
        MutableVector[] whole = state();
        for (int part = 0; part < parts; part++) {
            long[] some = Arrays.copyOfRange(values, values.length * part / parts, values.length * (part + 1) / parts);
            MutableVector[] partial = state();
            var size = new ConstantVector(new IntVector(new int[] {LG_SIZE}, null, 1), some.length);
            Vector[] columns = {new LongVector(some, null, some.length), size};
            accumulator.add(partial, new int[some.length], columns, Selection.all(some.length));
            Vector gathered = partial[0].gather(new int[1], 1);
            accumulator.merge(whole, new int[1], new Vector[] {gathered}, Selection.all(1));
        }
        return ((BytesVector) accumulator.result(whole, new int[1], 1)).copy(0);
    }

    private static MutableVector[] state() {
        MutableVector state = MutableVector.of(Atomic.BINARY);
        state.ensure(1);
        return new MutableVector[] {state};
    }
}
