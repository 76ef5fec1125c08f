package dev.sluice.function.scalar;

import dev.sluice.function.CallContext;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.vector.BooleanVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;

/// `NOT a`.
public final class Not {

    private static final Kernel KERNEL = Kernels.overFlat((arguments, _, size, _) -> {
        var in = (BooleanVector) arguments[0];
        boolean[] values = in.values();
        boolean[] out = new boolean[size];
        for (int i = 0; i < size; i++) out[i] = !values[i];
        return new BooleanVector(out, in.nulls(), size);
    });

    public static final ScalarFunction FUNCTION = ScalarFunction.named("not", "!")
            .summary("Turns true into false and false into true.")
            .example("NOT true", false)
            .example("! false", true)
            .example("NOT NULL", null)
            .overload("(BOOLEAN) -> BOOLEAN", KERNEL)
            .build();

    private Not() {}

    static Vector negated(Vector truths, Selection rows, int size, CallContext context) {
        return KERNEL.apply(new Vector[] {truths}, rows, size, context);
    }
}
