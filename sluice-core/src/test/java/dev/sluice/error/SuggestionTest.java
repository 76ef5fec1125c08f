package dev.sluice.error;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuggestionTest {

    private static final List<String> NAMES = List.of("id", "name", "team", "checkpointLocation");

    private static void check(String typed, String expected) {
        assertEquals(Optional.ofNullable(expected), Suggestion.likely(typed, NAMES));
    }

    @Test
    void whatIsNearlyANameWasMeantToBeIt() {
        check("nam", "name");
        check("nmae", "name");
        check("TEAM", "team");
        check("checkpointLocaton", "checkpointLocation");
        check("ix", "id");
    }

    @Test
    void whatIsFarFromEveryNameWasNot() {
        check("salary", null);
        check("location", null);
    }

    @Test
    void candidatesAreOrderedByDistanceAndOtherwiseStayAsTheyAre() {
        assertEquals(List.of("name", "game", "id"), Suggestion.nearest("name", List.of("id", "game", "name")));
        assertEquals(List.of("b", "a"), Suggestion.nearest("x", List.of("b", "a")));
    }
}
