package dev.sluice.sketches;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import java.util.function.BinaryOperator;
import org.apache.datasketches.theta.CompactThetaSketch;
import org.apache.datasketches.theta.ThetaSetOperation;
import org.apache.datasketches.theta.ThetaUnion;

/// `theta_union(first, second, lgNomEntries)`, `theta_intersection(first, second)` and
/// `theta_difference(first, second)`.
final class ThetaSets {

    static final ScalarFunction UNION = ScalarFunction.named("theta_union")
            .summary(
                    "Puts two theta sketches together. The union keeps at most two to the power of so many hashes, 12 if "
                            + "none is said, from 4 to 26.")
            .example("theta_sketch_estimate(theta_union(theta_sketch_agg(1), theta_sketch_agg(2)))", 2)
            .example("theta_union(theta_sketch_agg(1), NULL)", null)
            .exact()
            .overload("(BINARY, BINARY, INT) -> BINARY", Kernels.rowsToBytes((row, out) -> {
                ThetaUnion union = Theta.union(Theta.checked(row.intAt(2), "theta_union"));
                union.union(Theta.read(row.copyAt(0), "theta_union"));
                union.union(Theta.read(row.copyAt(1), "theta_union"));
                byte[] bytes = union.getResult().toByteArrayCompressed();
                out.append(bytes, 0, bytes.length);
            }))
            .orElse(Theta.USUAL_LG_ENTRIES)
            .build();

    static final ScalarFunction INTERSECTION = of(
                    "theta_intersection",
                    (left, right) ->
                            ThetaSetOperation.builder().buildIntersection().intersect(left, right))
            .summary("Gives a theta sketch of the values that both theta sketches have seen.")
            .example("theta_sketch_estimate(theta_intersection(theta_sketch_agg(1), theta_sketch_agg(1)))", 1)
            .example("theta_intersection(theta_sketch_agg(1), NULL)", null)
            .build();

    static final ScalarFunction DIFFERENCE = of(
                    "theta_difference",
                    (left, right) -> ThetaSetOperation.builder().buildANotB().aNotB(left, right))
            .summary("Gives a theta sketch of the values that the first theta sketch has seen and the second has not.")
            .example("theta_sketch_estimate(theta_difference(theta_sketch_agg(1), theta_sketch_agg(2)))", 1)
            .example("theta_difference(theta_sketch_agg(1), NULL)", null)
            .build();

    private ThetaSets() {}

    private static ScalarFunction.Builder of(String name, BinaryOperator<CompactThetaSketch> operation) {
        return ScalarFunction.named(name)
                .exact()
                .overload("(BINARY, BINARY) -> BINARY", Kernels.rowsToBytes((row, out) -> {
                    CompactThetaSketch left = Theta.read(row.copyAt(0), name);
                    CompactThetaSketch right = Theta.read(row.copyAt(1), name);
                    byte[] bytes = operation.apply(left, right).toByteArrayCompressed();
                    out.append(bytes, 0, bytes.length);
                }));
    }
}
