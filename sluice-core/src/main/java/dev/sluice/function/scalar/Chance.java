package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernel;
import dev.sluice.function.RowByRowKernel;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.DoubleVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.util.function.ToDoubleFunction;

/// `rand()`, `randn()`, `uuid()`: another value for each row. With a seed, the n-th row of a partition has the value
/// that Spark gives it; without one the values are others in each run. Each micro-batch of a stream has others, seeded
/// or not, and a micro-batch that is run again the same.
public final class Chance {

    public static final ScalarFunction RAND = ScalarFunction.named("rand", "random")
            .summary(
                    "Gives a random number for each row, from 0 to less than 1, evenly distributed. A seed, a constant, "
                            + "gives the numbers that Spark gives.")
            .example("rand(1)", "0.6363787615254752")
            .example("random(NULL)", "0.7604953758285915")
            .nullability(Nullability.NEVER)
            .notFoldable()
            .overload("() -> DOUBLE", doubles(-1, XorShift::nextDouble))
            .exact()
            .overload("(INT) -> DOUBLE", doubles(0, XorShift::nextDouble))
            .overload("(BIGINT) -> DOUBLE", doubles(0, XorShift::nextDouble))
            .build();

    public static final ScalarFunction RANDN = ScalarFunction.named("randn")
            .summary("Gives a random number for each row, normally distributed around 0.")
            .example("randn(2)", "0.2637682686300013")
            .nullability(Nullability.NEVER)
            .notFoldable()
            .overload("() -> DOUBLE", doubles(-1, XorShift::nextGaussian))
            .exact()
            .overload("(INT) -> DOUBLE", doubles(0, XorShift::nextGaussian))
            .overload("(BIGINT) -> DOUBLE", doubles(0, XorShift::nextGaussian))
            .build();

    public static final ScalarFunction UUID = ScalarFunction.named("uuid")
            .summary("Gives a random UUID for each row.")
            .example("length(uuid())", 36)
            .nullability(Nullability.NEVER)
            .notFoldable()
            .overload("() -> STRING", uuids(-1))
            .exact()
            .overload("(INT) -> STRING", uuids(0))
            .overload("(BIGINT) -> STRING", uuids(0))
            .build();

    private Chance() {}

    static RowByRowKernel<XorShift> kernel(int seedAt, RowByRowKernel.Compute<XorShift> compute) {
        return new RowByRowKernel<>(
                (arguments, row, place, number, context) ->
                        new XorShift(Seed.words(seedAt, arguments, row, place, number, context)[0]),
                compute);
    }

    private static Kernel doubles(int seedAt, ToDoubleFunction<XorShift> next) {
        return kernel(seedAt, (state, _, rows, size, _) -> {
            double[] values = new double[size];
            for (int i = 0; i < rows.size(); i++) values[rows.row(i)] = next.applyAsDouble(state);
            return new DoubleVector(values, null, size);
        });
    }

    private static Kernel uuids(int seedAt) {
        return new RowByRowKernel<>(
                (arguments, row, place, number, context) ->
                        new Twister(Seed.words(seedAt, arguments, row, place, number, context)),
                (state, _, rows, size, _) -> texts(state, rows, size));
    }

    private static Vector texts(Twister state, Selection rows, int size) {
        Object[] texts = new Object[size];
        for (int i = 0; i < rows.size(); i++) {
            long high = state.nextLong() & ~0xF000L | 0x4000L;
            long low = (state.nextLong() | Long.MIN_VALUE) & 0xBFFFFFFFFFFFFFFFL;
            texts[rows.row(i)] = new java.util.UUID(high, low).toString();
        }
        VectorBuilder out = VectorBuilder.of(Atomic.STRING, size);
        for (Object text : texts) out.appendValue(text);
        return out.build();
    }
}
