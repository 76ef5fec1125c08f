package dev.sluice.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorCatalogueTest {

    @ParameterizedTest
    @EnumSource
    void everyConditionHasAnSqlState(ErrorCondition condition) {
        assertTrue(
                condition.sqlState().matches("[0-9A-Z]{5}"),
                () -> condition + " has the SQLSTATE '" + condition.sqlState() + "'");
    }

    @ParameterizedTest
    @EnumSource
    void noConditionHasANameThatSaysNothing(ErrorCondition condition) {
        assertTrue(condition.condition().matches("[A-Z][A-Z0-9_]*(\\.[A-Z][A-Z0-9_]*)?"), condition::condition);
        assertFalse(condition.condition().contains("_LEGACY_"), condition::condition);
    }

    /// The same thing may be wrong in the text and in a row: then it has one name in each phase.
    @Test
    void noTwoConditionsOfAPhaseShareAName() {
        Map<String, ErrorCondition> byName = new HashMap<>();
        for (ErrorCondition condition : ErrorCondition.values()) {
            ErrorCondition other = byName.put(condition.phase() + condition.condition(), condition);
            assertEquals(null, other, () -> condition + " and " + other + " are both " + condition.condition());
        }
    }

    /// Names of our own begin with ours, so that nobody looks for them in Spark's list.
    @Test
    void ourOwnConditionsSayThatTheyAreOurs() {
        assertTrue(Arrays.stream(ErrorCondition.values())
                .anyMatch(condition -> condition.condition().startsWith("SLUICE_")));
    }

    @Test
    void theTextIsFilledWithTheParameters() {
        SluiceException error = ErrorCondition.TABLE_OR_VIEW_ALREADY_EXISTS
                .error()
                .with("relationName", "`words`")
                .build();
        assertTrue(error.getMessage().startsWith("[TABLE_OR_VIEW_ALREADY_EXISTS] Cannot create table or view `words`"));
        assertFalse(error.getMessage().contains("<"), error::getMessage);
    }
}
