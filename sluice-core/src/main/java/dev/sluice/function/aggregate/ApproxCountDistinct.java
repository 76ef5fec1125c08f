package dev.sluice.function.aggregate;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.Accumulator;
import dev.sluice.function.AggregateFunction;
import dev.sluice.function.AggregateFunction.Candidate;
import dev.sluice.function.CallContext;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.Kernel;
import dev.sluice.function.scalar.XxHash;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Values;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `approx_count_distinct(a, deviation)`: the state is a HyperLogLog sketch, [DistinctSketch], of as many bytes as the
/// deviation asks for, 512 if none is said. However the rows are divided, the sketch is the same.
public final class ApproxCountDistinct implements Accumulator {

    private static final double USUAL_DEVIATION = 0.05;
    private static final CallContext ANY = new CallContext(ZoneOffset.UTC, 0);

    public static final AggregateFunction FUNCTION = AggregateFunction.named("approx_count_distinct")
            .summary("Gives about how many different values there are, NULL not counted, within a relative standard "
                    + "deviation, 0.05 if none is said. Its state is small, 512 bytes then.")
            .example("SELECT approx_count_distinct(a) FROM VALUES (1), (1), (2), (NULL) AS t(a)", 2)
            .example("SELECT approx_count_distinct(a, 0.01) FROM VALUES ('x'), ('y'), ('x') AS t(a)", 2)
            .binding("(T) -> BIGINT", types -> bind(types, 1))
            .binding("(T, DOUBLE) -> BIGINT", types -> bind(types, 2))
            .build();

    private final Kernel hashes;

    private ApproxCountDistinct(Kernel hashes) {
        this.hashes = hashes;
    }

    private static Optional<Candidate> bind(List<DataType> types, int count) {
        if (types.size() != count) return Optional.empty();
        if (count == 2 && ImplicitCasts.distance(types.get(1), Atomic.DOUBLE) < 0) return Optional.empty();
        List<DataType> parameters = count == 1 ? types : List.of(types.getFirst(), Atomic.DOUBLE);
        return XxHash.kernel(types.getFirst())
                .map(hashes -> new Candidate(
                        parameters,
                        Atomic.LONG,
                        false,
                        List.of(Atomic.BINARY),
                        false,
                        0,
                        new ApproxCountDistinct(hashes)));
    }

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        if (rows.size() == 0) return;
        var sketches = (MutableVector.Bytes) state[0];
        Vector hashed = Vectors.flatten(hashes.apply(new Vector[] {arguments[0]}, rows, arguments[0].size(), ANY));
        long[] values = ((LongVector) hashed).values();
        int precision = arguments.length < 2
                ? DistinctSketch.precision(USUAL_DEVIATION)
                : precision(Values.get(arguments[1], rows.row(0), Atomic.DOUBLE));
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (arguments[0].isNull(row)) continue;
            byte[] sketch = sketches.get(slots[i]);
            if (sketch == null) {
                sketch = new byte[1 << precision];
                sketches.set(slots[i], sketch);
            }
            DistinctSketch.add(sketch, values[row]);
        }
    }

    private static int precision(@Nullable Object said) {
        double deviation = said instanceof Double number ? number : Double.NaN;
        int precision = DistinctSketch.precision(deviation);
        if (precision >= DistinctSketch.LEAST_PRECISION && precision <= DistinctSketch.MOST_PRECISION) return precision;
        throw ErrorCondition.APPROX_COUNT_DEVIATION
                .error()
                .with("deviation", deviation)
                .build();
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        var sketches = (MutableVector.Bytes) state[0];
        for (int i = 0; i < rows.size(); i++) {
            if (!(Values.get(partial[0], rows.row(i), Atomic.BINARY) instanceof byte[] other)) continue;
            byte[] sketch = sketches.get(slots[i]);
            if (sketch == null) {
                sketches.set(slots[i], other.clone());
            } else {
                DistinctSketch.merge(sketch, other);
            }
        }
    }

    @Override
    public Vector result(MutableVector[] state, int[] slots, int count) {
        long[] counts = new long[count];
        for (int i = 0; i < count; i++) {
            byte[] sketch = ((MutableVector.Bytes) state[0]).get(slots[i]);
            counts[i] = sketch == null ? 0 : DistinctSketch.estimate(sketch);
        }
        return new LongVector(counts, null, count);
    }
}
