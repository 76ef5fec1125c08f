package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.CallContext;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.BooleanVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// `a LIKE ANY (p, q)`, `a NOT LIKE ALL (p, q)` and so on: what LIKE says of several patterns. A pattern that is NULL
/// leaves the answer open, unless the others settle it.
public final class LikeMany {

    public static final ScalarFunction ANY = named("likeany", false, true)
            .summary("Tells whether a text is as one of several patterns says: a LIKE ANY (p, q).")
            .example("'abc' LIKE ANY ('x%', 'a%')", true)
            .example("'abc' LIKE SOME ('x%', NULL)", null)
            .build();

    public static final ScalarFunction ALL = named("likeall", false, false)
            .summary("Tells whether a text is as all of several patterns say: a LIKE ALL (p, q).")
            .example("'abc' LIKE ALL ('a%', '%c')", true)
            .example("'abc' LIKE ALL ('x%', NULL)", false)
            .build();

    public static final ScalarFunction NOT_ANY = named("notlikeany", true, true)
            .summary("Tells whether a text is not as one of several patterns says: a NOT LIKE ANY (p, q).")
            .example("'abc' NOT LIKE ANY ('a%', 'x%')", true)
            .example("'abc' NOT LIKE ANY ('a%', NULL)", null)
            .build();

    public static final ScalarFunction NOT_ALL = named("notlikeall", true, false)
            .summary("Tells whether a text is as none of several patterns says: a NOT LIKE ALL (p, q).")
            .example("'abc' NOT LIKE ALL ('x%', 'y%')", true)
            .example("'abc' NOT LIKE ALL ('a%', NULL)", false)
            .build();

    private LikeMany() {}

    private static ScalarFunction.Builder named(String name, boolean negated, boolean any) {
        return ScalarFunction.named(name)
                .nullability(Nullability.ALWAYS)
                .overload("(STRING, STRING...) -> BOOLEAN", arguments -> bind(arguments, negated, any));
    }

    private static Optional<Candidate> bind(List<Argument> arguments, boolean negated, boolean any) {
        if (arguments.size() < 2) return Optional.empty();
        List<DataType> texts = Collections.nCopies(arguments.size(), Atomic.STRING);
        Kernel like = Like.plain();
        Kernel kernel = Kernels.overFlat(
                (values, rows, size, context) -> combined(like, values, rows, size, context, negated, any));
        return Optional.of(new Candidate(texts, Atomic.BOOLEAN, 0, kernel));
    }

    private static Vector combined(
            Kernel like, Vector[] values, Selection rows, int size, CallContext context, boolean negated, boolean any) {
        boolean[] answers = new boolean[size];
        boolean[] open = new boolean[size];
        for (int i = 0; i < rows.size(); i++) answers[rows.row(i)] = !any;
        for (int p = 1; p < values.length; p++) {
            var one = (BooleanVector)
                    Vectors.flatten(like.apply(new Vector[] {values[0], values[p]}, rows, size, context));
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.row(i);
                if (one.isNull(row)) open[row] = true;
                else if ((one.values()[row] != negated) == any) answers[row] = any;
            }
        }
        // What is settled needs no other patterns.
        for (int i = 0; i < rows.size(); i++) open[rows.row(i)] &= answers[rows.row(i)] != any;
        return new BooleanVector(answers, open, size);
    }
}
