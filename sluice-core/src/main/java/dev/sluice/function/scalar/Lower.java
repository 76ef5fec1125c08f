package dev.sluice.function.scalar;

import dev.sluice.function.ScalarFunction;

/// `lower(s)`: the text in lower case.
public final class Lower {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("lower", "lcase")
            .summary("Turns all letters of a text to lower case.")
            .example("lower('SparkSql')", "sparksql")
            .example("lower('ÄÖ')", "äö")
            .example("lower(NULL)", null)
            .overload("(STRING) -> STRING", LetterCase.LOWER.kernel())
            .build();

    private Lower() {}
}
