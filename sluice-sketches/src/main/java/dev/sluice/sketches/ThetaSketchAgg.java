package dev.sluice.sketches;

import dev.sluice.function.AggregateFunction;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.DoubleVector;
import dev.sluice.vector.FloatVector;
import dev.sluice.vector.IntVector;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.Values;
import dev.sluice.vector.Vector;
import java.util.List;
import java.util.Objects;
import org.apache.datasketches.theta.ThetaUnion;
import org.jspecify.annotations.Nullable;

/// `theta_sketch_agg(a, lgNomEntries)`: a sketch of which values there are, for unions, intersections and differences.
final class ThetaSketchAgg implements ThetaUniting {

    private static final String NAME = "theta_sketch_agg";

    static final AggregateFunction FUNCTION = Aggregates.over(
                    AggregateFunction.named(NAME)
                            .summary(
                                    "Gives a theta sketch of the different values, NULL, empty texts and empty lists not "
                                            + "counted, from which theta_sketch_estimate tells about how many there are. It keeps "
                                            + "at most two to the power of so many hashes, 12 if none is said, from 4 to 26."),
                    List.of("ARRAY<INT>", "ARRAY<BIGINT>", "BINARY", "DOUBLE", "FLOAT", "INT", "BIGINT", "STRING"),
                    ", INT",
                    (type, arguments) -> new ThetaSketchAgg(type, Theta.lgEntries(arguments.get(1), NAME)))
            .orElse(Theta.USUAL_LG_ENTRIES)
            .example("SELECT theta_sketch_estimate(theta_sketch_agg(a)) FROM VALUES (1), (1), (2), (NULL) AS t(a)", 2)
            .example("SELECT theta_sketch_estimate(theta_sketch_agg(a, 4)) FROM VALUES ('x'), ('y'), ('') AS t(a)", 2)
            .build();

    private final DataType type;
    private final int lgEntries;

    private ThetaSketchAgg(DataType type, int lgEntries) {
        this.type = type;
        this.lgEntries = lgEntries;
    }

    @Override
    public int lgEntries() {
        return lgEntries;
    }

    @Override
    public ThetaUnion add(@Nullable ThetaUnion union, Vector[] arguments, int row) {
        ThetaUnion into = union == null ? Theta.union(lgEntries) : union;
        switch (arguments[0]) {
            case IntVector ints -> into.update((long) ints.values()[row]);
            case LongVector longs -> into.update(longs.values()[row]);
            case FloatVector floats -> into.update((double) floats.values()[row]);
            case DoubleVector doubles -> into.update(doubles.values()[row]);
            case BytesVector bytes -> into.update(bytes.copy(row));
            default -> addList(into, (List<?>) Objects.requireNonNull(Values.get(arguments[0], row, type)));
        }
        return into;
    }

    /// NULL in a list counts as 0, as in Spark.
    private void addList(ThetaUnion into, List<?> list) {
        if (((DataType.Array) type).element() == Atomic.INT) {
            into.update(list.stream()
                    .mapToInt(item -> item == null ? 0 : (Integer) item)
                    .toArray());
        } else {
            into.update(list.stream()
                    .mapToLong(item -> item == null ? 0 : (Long) item)
                    .toArray());
        }
    }
}
