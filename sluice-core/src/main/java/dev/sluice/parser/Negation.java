package dev.sluice.parser;

import dev.sluice.error.ErrorCondition;
import dev.sluice.grammar.SqlBaseParser.ErrorCapturingNotContext;
import org.jspecify.annotations.Nullable;

/// The NOT within a clause: `NOT IN`, `IS NOT NULL`, `IF NOT EXISTS`, `a INT NOT NULL`. The grammar takes `!` for
/// it as well, only to say that it may not stand there.
final class Negation {

    private Negation() {}

    static boolean isSaid(@Nullable ErrorCapturingNotContext said) {
        if (said == null) return false;
        if (said.BANG() == null) return true;
        throw ErrorCondition.BANG_EQUALS_NOT
                .error()
                .with("clause", "!")
                .at(Positions.of(said))
                .build();
    }
}
