package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.function.Signature;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.util.List;
import java.util.Optional;

/// `locate(part, s, start)`: where the part stands at or behind a position.
public final class Locate {

    private static final Signature SIGNATURE = Signature.parse("(STRING, STRING, INT) -> INT");

    public static final ScalarFunction FUNCTION = ScalarFunction.named("locate", "position")
            .summary("Gives the position of a text in another, at or behind a start, counted from 1; 0 if it "
                    + "is not there.")
            .example("locate('b', 'abcb', 3)", 4)
            .example("position('길', '물길')", 2)
            .example("locate('b', 'abc', 0)", 0)
            .example("locate('b', NULL)", null)
            .orElse(1)
            .overload("(STRING, STRING, INT) -> INT", Locate::bind)
            .build();

    private Locate() {}

    /// Nothing is found behind no position at all.
    private static Optional<Candidate> bind(List<Argument> arguments) {
        Kernel kernel = Kernels.rowsWithNullsTo(Atomic.INT, VectorBuilder.Ints.class, Locate::find);
        return SIGNATURE
                .assign(Argument.types(arguments))
                .map(match -> new Candidate(match.parameters(), match.result(), match.cost(), kernel)
                        .with(ArrayTypes.nullableIf(Argument.anyNullable(arguments.subList(0, 2)))));
    }

    private static void find(Row row, VectorBuilder.Ints out) {
        if (row.isNull(0) || row.isNull(1)) {
            out.appendNull();
        } else if (row.isNull(2) || row.intAt(2) < 1) {
            out.append(0);
        } else if (row.bytes(0).lengths()[row.position(0)] == 0) {
            out.append(1);
        } else {
            out.append(Instr.position(row.bytes(1), row.position(1), row.bytes(0), row.position(0), row.intAt(2)));
        }
    }
}
