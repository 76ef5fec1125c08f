package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Functions and operators, called by their names with any arguments: what is wrong is said, and nothing falls over.
class WrongArgumentsTest {

    private static final List<String> ARGUMENTS =
            List.of("()", "(true)", "('a')", "(1, 2)", "('a', 'b')", "(1, 2, 3)", "(1, 2, 3, 4)");

    @Test
    void everyFunctionIsBoundOrRefused() {
        List<String> fallen = new ArrayList<>();
        try (Session session = Session.builder().parallelism(1).create()) {
            for (Row function : session.sql("SHOW FUNCTIONS").collectAsList()) {
                for (String arguments : ARGUMENTS) {
                    String query = "SELECT `" + function.getString(0) + "`" + arguments;
                    try {
                        session.sql(query);
                    } catch (RuntimeException e) {
                        if (!(e instanceof SluiceException)) fallen.add(query + ": " + e);
                    }
                }
            }
        }
        assertEquals(List.of(), fallen);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "`and`()",
                "`or`(true)",
                "`and`(true, true, true)",
                "`between`(1, 2)",
                "`like`('a')",
                "`in`()",
                "`not`()",
                "`isnull`()",
                "`isnotnull`()"
            })
    void operatorsHaveANumberOfArguments(String call) {
        try (Session session = Session.builder().parallelism(1).create()) {
            SluiceException error = assertThrows(SluiceException.class, () -> session.sql("SELECT " + call));
            assertEquals(ErrorCondition.WRONG_NUM_ARGS_WITHOUT_SUGGESTION, error.condition());
        }
    }
}
