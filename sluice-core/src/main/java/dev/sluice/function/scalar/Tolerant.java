package dev.sluice.function.scalar;

import dev.sluice.error.SluiceException;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.CallContext;
import dev.sluice.function.Kernel;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import dev.sluice.vector.Vectors;
import java.util.Arrays;

/// Makes null of the rows for which a kernel throws.
///
/// Rows are first computed together; where that fails, each half is tried alone, so that what is in order is hardly
/// slower.
final class Tolerant {

    private Tolerant() {}

    static Candidate of(Candidate candidate) {
        return new Candidate(
                candidate.parameters(),
                candidate.result(),
                candidate.cost(),
                of(candidate.result(), candidate.kernel()),
                Nullability.ALWAYS);
    }

    static Kernel of(DataType result, Kernel kernel) {
        return (arguments, rows, size, context) -> {
            try {
                return kernel.apply(arguments, rows, size, context);
            } catch (SluiceException e) {
                return inHalves(result, kernel, arguments, rows, size, context);
            }
        };
    }

    private static Vector inHalves(
            DataType type, Kernel kernel, Vector[] arguments, Selection rows, int size, CallContext context) {
        if (rows.size() <= 1) return new ConstantVector(Vectors.nullOf(type), size);
        int middle = rows.size() / 2;
        int[] positions = rows.toArray();
        Selection first = new Selection(Arrays.copyOfRange(positions, 0, middle), middle);
        Selection second = new Selection(Arrays.copyOfRange(positions, middle, rows.size()), rows.size() - middle);
        Kernel tolerant = of(type, kernel);
        Vector left = tolerant.apply(arguments, first, size, context);
        Vector right = tolerant.apply(arguments, second, size, context);
        VectorBuilder out = VectorBuilder.of(type, size);
        for (int i = 0; i < rows.size(); i++) {
            while (out.size() < positions[i]) out.appendNull();
            out.append(i < middle ? left : right, positions[i]);
        }
        while (out.size() < size) out.appendNull();
        return out.build();
    }
}
