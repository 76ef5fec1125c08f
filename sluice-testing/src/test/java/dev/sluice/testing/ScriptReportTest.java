package dev.sluice.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// What is said of scripts that are wrong.
class ScriptReportTest {

    private static final String COUNTS = """
            source words (word STRING)
            query complete
              SELECT word, count(*) AS n FROM STREAM words GROUP BY word
            feed words
              a
              b
            emits
              a | 1
              b | 1
            """;

    private static String report(String script, Way way) {
        Script read = ScriptText.parse("example.stream", script.lines().toList());
        return assertThrows(ScriptFailure.class, () -> ScriptCheck.check(read, way, ""))
                .getMessage();
    }

    private static void check(String script) {
        ScriptCheck.check(ScriptText.parse("example.stream", script.lines().toList()), Way.PLAIN, "");
    }

    @Test
    void aScriptThatIsRightSaysNothing() {
        check(COUNTS);
    }

    @Test
    void aDifferenceIsShownAtItsStepSideBySide() {
        String report = report(COUNTS.replace("a | 1", "a | 2"), Way.PLAIN);
        assertTrue(report.startsWith("""
                        example.stream:7   way: plain
                        rerun: ./mvnw test -pl sluice-testing -am -Dstream=example.stream -Dway=plain

                                   source words (word STRING)
                                   query complete
                                     SELECT word, count(*) AS n FROM STREAM words GROUP BY word
                               1   feed words
                                     a
                                     b
                          =>   2   emits
                                     expected     actual
                                     b | 1        b | 1
                                     a | 2      ! a | 1

                        micro-batch 0   offsets words=2   state stateStoreSave 2 rows

                        == Physical Plan ==
                        """), report);
    }

    @Test
    void theFirstSingleRestartThatFailsIsNamed() {
        String report = report(COUNTS.replace("a | 1", "a | 2"), Way.RESTARTED);
        assertTrue(report.startsWith("example.stream:7   way: restarted:0\n"), report);
    }

    @Test
    void orderIsComparedWhereItIsAskedFor() {
        String ordered = COUNTS.replace("GROUP BY word", "GROUP BY word ORDER BY word DESC")
                .replace("emits", "emits ordered");
        String report = report(ordered, Way.PLAIN);
        assertTrue(report.contains("a | 1      ! b | 1\n"), report);
    }

    @Test
    void anErrorIsShownWhereItCameUp() {
        String report = report(COUNTS.replace("count(*)", "cuont(*)"), Way.PLAIN);
        assertTrue(report.contains("=>   1   feed words"), report);
        assertTrue(report.contains("[UNRESOLVED_ROUTINE]"), report);
        assertTrue(report.contains("hint: did you mean count()?"), report);
    }

    @Test
    void aQueryThatShouldHaveBeenRefusedIsSaidToRun() {
        String refused = COUNTS.substring(0, COUNTS.indexOf("feed")) + """
                refused
                  STREAMING_OUTPUT_MODE.UNSUPPORTED_OPERATION 42KDE
                """;
        String report = report(refused, Way.PLAIN);
        assertTrue(report.contains("expected STREAMING_OUTPUT_MODE.UNSUPPORTED_OPERATION 42KDE"), report);
        assertTrue(report.contains("actual   no error"), report);
    }

    @Test
    void otherMicroBatchesThatGiveAnotherTableAreFound() {
        String script = """
                source numbers (n INT)
                query update
                  SELECT count(*) AS n FROM STREAM numbers
                feed numbers
                  1
                  2
                emits
                  2
                """;
        String report = report(script, Way.RE_CUT);
        assertTrue(report.startsWith("example.stream:2   way: re-cut:rows\n"), report);
        check(script);
    }

    @Test
    void aScriptThatCannotBeReadNamesTheLine() {
        var unknown = assertThrows(IllegalArgumentException.class, () -> check("fed words\n"));
        assertEquals("example.stream:1: there is no step 'fed'; did you mean feed?", unknown.getMessage());
        var source = assertThrows(IllegalArgumentException.class, () -> check("\nfeed words\n  a\n"));
        assertEquals("example.stream:2: there is no source 'words'; example.stream has []", source.getMessage());
        var cells = assertThrows(IllegalArgumentException.class, () -> check(COUNTS.replace("  a\n  b", "  a | b")));
        assertEquals("a row of 2 cells for 1 columns: a | b", cells.getMessage());
        var way = assertThrows(IllegalArgumentException.class, () -> Way.named("restartd"));
        assertEquals("there is no way 'restartd'; did you mean restarted?", way.getMessage());
    }
}
