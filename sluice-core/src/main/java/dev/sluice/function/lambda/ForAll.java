package dev.sluice.function.lambda;

import dev.sluice.function.HigherOrderFunction;
import dev.sluice.function.HigherOrderFunction.Kind;
import dev.sluice.function.HigherOrderFunction.Lambda;
import dev.sluice.type.DataType.Atomic;
import java.util.List;

/// `forall(a, x -> …)`.
public final class ForAll {

    public static final HigherOrderFunction FUNCTION = HigherOrderFunction.named("forall")
            .summary(
                    "Whether a condition is true for all items of an array; NULL if it is false for none, and NULL for one.")
            .example("forall(array(1, 2), x -> x > 0)", true)
            .example("forall(array(1, NULL), x -> x > 0)", null)
            .example("forall(array(0, NULL), x -> x > 0)", false)
            .shown("(ARRAY<T>, T -> BOOLEAN) -> BOOLEAN")
            .values(Kind.ARRAY)
            .lambda(1, values -> List.of(Lambda.giving(Atomic.BOOLEAN, ItemTypes.item(values.getFirst()))))
            .binding(new Decision(false)::bind);

    private ForAll() {}
}
