package dev.sluice.function.scalar;

import dev.sluice.function.ScalarFunction;

/// `upper(s)`: the text in upper case.
public final class Upper {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("upper", "ucase")
            .summary("Turns all letters of a text to upper case.")
            .example("upper('SparkSql')", "SPARKSQL")
            .example("upper('straße')", "STRASSE")
            .example("upper(NULL)", null)
            .overload("(STRING) -> STRING", LetterCase.UPPER.kernel())
            .build();

    private Upper() {}
}
