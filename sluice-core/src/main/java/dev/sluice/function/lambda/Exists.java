package dev.sluice.function.lambda;

import dev.sluice.function.HigherOrderFunction;
import dev.sluice.function.HigherOrderFunction.Kind;
import dev.sluice.function.HigherOrderFunction.Lambda;
import dev.sluice.type.DataType.Atomic;
import java.util.List;

/// `exists(a, x -> …)`.
public final class Exists {

    public static final HigherOrderFunction FUNCTION = HigherOrderFunction.named("exists")
            .summary("Whether a condition is true for any item of an array; NULL if it is for none, and NULL for one.")
            .example("exists(array(1, 2), x -> x > 1)", true)
            .example("exists(array(1, NULL), x -> x > 1)", null)
            .example("exists(array(1), x -> x > 1)", false)
            .shown("(ARRAY<T>, T -> BOOLEAN) -> BOOLEAN")
            .values(Kind.ARRAY)
            .lambda(1, values -> List.of(Lambda.giving(Atomic.BOOLEAN, ItemTypes.item(values.getFirst()))))
            .binding(new Decision(true)::bind);

    private Exists() {}
}
