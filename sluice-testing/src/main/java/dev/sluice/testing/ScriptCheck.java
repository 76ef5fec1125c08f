package dev.sluice.testing;

import java.util.List;

/// Runs a script in a way.
final class ScriptCheck {

    private ScriptCheck() {}

    /// @param detail which run of the way, such as the `3` of `restarted:3`; empty for all
    /// @throws ScriptFailure with a report, at the first difference
    static void check(Script script, Way way, String detail) {
        switch (way) {
            case PLAIN, RE_SHAPED, RE_PARTITIONED ->
                Variation.of(way).stream()
                        .filter(each -> detail.isEmpty() || each.label().equals(way.word() + ":" + detail))
                        .forEach(each -> run(script, each));
            case RESTARTED -> {
                if (detail.isEmpty()) {
                    restarted(script);
                } else {
                    run(script, Variation.restartAfter(Integer.parseInt(detail)));
                }
            }
            case RE_CUT -> {
                for (Variation each : Variation.recut()) {
                    if (detail.isEmpty() || each.label().equals("re-cut:" + detail)) recut(script, each);
                }
            }
            case ORACLE -> oracle(script);
        }
    }

    private static void run(Script script, Variation variation) {
        try (var run = new ScriptRun(script, variation)) {
            run.check();
        }
    }

    /// All restarts in one run; if that fails, the first single one that fails too says more.
    private static void restarted(Script script) {
        try {
            Variation.of(Way.RESTARTED).forEach(each -> run(script, each));
        } catch (ScriptFailure e) {
            Variation.singleRestarts(script).forEach(each -> run(script, each));
            throw e;
        }
    }

    private static void recut(Script script, Variation variation) {
        List<ScriptRow> expected;
        try (var plain = new ScriptRun(script, Variation.PLAIN)) {
            expected = plain.runToEnd();
        }
        try (var recut = new ScriptRun(script, variation)) {
            compareEnds(script, recut, expected, recut.runToEnd());
        }
    }

    /// The stream must have said what the batch query says. A stream of no micro-batch has said nothing.
    private static void oracle(Script script) {
        List<ScriptRow> expected;
        try (var batch = new ScriptRun(script, Variation.ORACLE)) {
            expected = batch.runAsBatch();
        }
        try (var stream = new ScriptRun(script, Variation.ORACLE)) {
            List<ScriptRow> actual = stream.runToEnd();
            if (script.holdsBack() && FinalTable.isPartOf(actual, expected)) return;
            compareEnds(script, stream, expected, actual);
        }
    }

    private static void compareEnds(Script script, ScriptRun run, List<ScriptRow> expected, List<ScriptRow> actual) {
        if (FinalTable.sameRows(expected, actual)) return;
        throw new ScriptFailure(run.report(script.query()).rows(expected, actual, false), null);
    }
}
