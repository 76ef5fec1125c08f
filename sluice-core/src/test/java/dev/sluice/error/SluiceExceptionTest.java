package dev.sluice.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.sluice.api.Session;
import org.junit.jupiter.api.Test;

class SluiceExceptionTest {

    @Test
    void aPhaseHasItsClass() {
        assertInstanceOf(
                ParseException.class,
                ErrorCondition.PARSE_EMPTY_STATEMENT.error().build());
        assertInstanceOf(
                AnalysisException.class,
                ErrorCondition.UNRESOLVED_ROUTINE
                        .error()
                        .with("routineName", "`f`")
                        .build());
        assertSame(
                SluiceException.class,
                ErrorCondition.DIVIDE_BY_ZERO.error().build().getClass());
    }

    @Test
    void aPlaceIsGivenOnce() {
        try (Session session = Session.builder().create()) {
            SourcePosition first = place(session, "SELECT a");
            SourcePosition second = place(session, "SELECT a, b");
            SluiceException error = ErrorCondition.DIVIDE_BY_ZERO.error().build();
            assertSame(error, error.orAt(null));
            SluiceException placed = error.orAt(first);
            assertEquals(first, placed.position());
            assertSame(placed, placed.orAt(second));
        }
    }

    private static SourcePosition place(Session session, String wrong) {
        try {
            session.sql(wrong);
        } catch (SluiceException e) {
            SourcePosition position = e.position();
            if (position != null) return position;
        }
        throw new AssertionError("no position: " + wrong);
    }
}
