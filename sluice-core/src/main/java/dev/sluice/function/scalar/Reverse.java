package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.VectorBuilder;

/// `reverse(s)`: of a text or an array.
public final class Reverse {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("reverse")
            .summary("Turns a text or an array round.")
            .example("reverse('Spark')", "krapS")
            .example("reverse(array(1, 2, NULL))", "[null, 2, 1]")
            .example("reverse(NULL)", null)
            .overload(
                    "(STRING) -> STRING",
                    Kernels.textToText(text -> new StringBuilder(text).reverse().toString()))
            .overload("(BINARY) -> BINARY", Kernels.rowsToBytes((row, out) -> {
                byte[] bytes = row.copyAt(0);
                byte[] turned = new byte[bytes.length];
                for (int i = 0; i < bytes.length; i++) turned[i] = bytes[bytes.length - 1 - i];
                out.append(turned, 0, turned.length);
            }))
            .generic(
                    "(ARRAY<T>) -> ARRAY<T>",
                    match -> Kernels.rowsTo(match.result(), VectorBuilder.Lists.class, (row, out) -> {
                        var list = (ArrayVector) row.vector(0);
                        int start = list.offsets()[row.position(0)];
                        for (int i = list.lengths()[row.position(0)] - 1; i >= 0; i--) {
                            out.elements().append(list.elements(), start + i);
                        }
                        out.endRow();
                    }))
            .build();

    private Reverse() {}
}
