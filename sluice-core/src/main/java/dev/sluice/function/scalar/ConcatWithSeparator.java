package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.Values;
import dev.sluice.vector.VectorBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `concat_ws(separator, a, b, …)`: texts and arrays of texts; nulls are left out.
public final class ConcatWithSeparator {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("concat_ws")
            .summary("Puts texts and the items of arrays one behind the other with a separator between; "
                    + "leaves out those that are NULL.")
            .example("concat_ws('-', 'a', NULL, 'b')", "a-b")
            .example("concat_ws('-', array('a', 'b'), 'c')", "a-b-c")
            .example("concat_ws(',')", "")
            .example("concat_ws(NULL, 'a')", null)
            .nullability(Nullability.DEPENDENT)
            .overload("(STRING, STRING...) -> STRING", ConcatWithSeparator::bind)
            .build();

    private ConcatWithSeparator() {}

    private static final DataType TEXTS = new DataType.Array(Atomic.STRING, true);

    private static final Kernel KERNEL =
            Kernels.rowsWithNullsTo(Atomic.STRING, VectorBuilder.Bytes.class, ConcatWithSeparator::join);

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (arguments.isEmpty()) return Optional.empty();
        List<DataType> parameters = new ArrayList<>();
        for (Argument argument : arguments) {
            boolean list = argument.type() instanceof DataType.Array && !parameters.isEmpty();
            DataType wanted = list ? TEXTS : Atomic.STRING;
            if (ImplicitCasts.distance(argument.type(), wanted) < 0) return Optional.empty();
            parameters.add(wanted);
        }
        // Only the separator's NULL makes the result NULL.
        Nullability nullability = arguments.getFirst().nullable() ? Nullability.ALWAYS : Nullability.NEVER;
        return Optional.of(new Candidate(parameters, Atomic.STRING, 0, KERNEL, nullability));
    }

    private static void join(Row row, VectorBuilder.Bytes out) {
        if (row.isNull(0)) {
            out.appendNull();
            return;
        }
        List<String> parts = new ArrayList<>();
        for (int argument = 1; argument < row.argumentCount(); argument++) {
            if (row.isNull(argument)) continue;
            if (row.vector(argument) instanceof ArrayVector list) {
                addItems(list, row.position(argument), parts);
            } else {
                parts.add(row.textAt(argument));
            }
        }
        out.append(String.join(row.textAt(0), parts));
    }

    private static void addItems(ArrayVector list, int position, List<String> parts) {
        int start = list.offsets()[position];
        for (int i = start; i < start + list.lengths()[position]; i++) {
            if (Values.get(list.elements(), i, Atomic.STRING) instanceof String text) parts.add(text);
        }
    }
}
