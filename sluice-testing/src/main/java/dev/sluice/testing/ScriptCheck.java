package dev.sluice.testing;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;

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
            case CRASHED -> crashed(script, detail);
            case SEEDED -> seeded(script, detail);
            case REWOUND -> rewound(script, detail);
            case RE_CUT -> {
                for (Variation each : Variation.recut()) {
                    if (detail.isEmpty() || each.label().equals("re-cut:" + detail)) recut(script, each);
                }
            }
            case FLOWING -> {
                for (Variation each : Variation.flowing(script)) {
                    if (detail.isEmpty() || each.label().equals("flowing:" + detail)) recut(script, each);
                }
            }
            case ORACLE -> oracle(script);
        }
    }

    private static void run(Script script, Variation variation) {
        try (var run = new ScriptRun(script, variation)) {
            try {
                run.check();
            } catch (IllegalArgumentException e) {
                throw e; // the script can't be read
            } catch (RuntimeException e) {
                throw new ScriptFailure(run.report(script.start()).values("no error", e.toString()), e);
            }
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

    /// At each call to the storage with `-Dcrashed=all`, else at some that the script's text and a seed choose.
    private static void crashed(Script script, String detail) {
        int[] calls;
        if (!detail.isEmpty()) {
            calls = new int[] {Integer.parseInt(detail)};
        } else {
            int all = storageCalls(script);
            if (all == 0) return; // the query was refused
            calls = System.getProperty("crashed", "").equals("all")
                    ? IntStream.rangeClosed(1, all).toArray()
                    : new SplittableRandom(all)
                            .ints(Integer.getInteger("crashed", 2), 1, all + 1)
                            .toArray();
        }
        for (int call : calls) {
            run(script, Variation.crashedAt(call, false));
            run(script, Variation.crashedAt(call, true));
        }
    }

    /// With the seeds from `-Dseed` on, as many as `-Dseeds` says.
    private static void seeded(Script script, String detail) {
        int calls = storageCalls(script);
        if (calls == 0) return;
        long first = detail.isEmpty() ? Long.getLong("seed", 1) : Long.parseLong(detail);
        long count = detail.isEmpty() ? Long.getLong("seeds", 2) : 1;
        for (long seed = first; seed < first + count; seed++) run(script, Variation.seeded(seed, calls));
    }

    /// To before the first micro-batch, to the one in the middle and to the last but one.
    private static void rewound(Script script, String detail) {
        long last = detail.isEmpty() ? lastBatchId(script) : Long.parseLong(detail) + 1;
        Set<Long> targets = detail.isEmpty() ? new TreeSet<>(List.of(-1L, last / 2, last - 1)) : Set.of(last - 1);
        for (long target : targets) {
            if (target < last) rewoundTo(script, target);
        }
    }

    private static void rewoundTo(Script script, long batchId) {
        try (var run = new ScriptRun(script, Variation.rewoundTo(batchId))) {
            run.check();
            run.rewind(batchId);
        }
    }

    private static long lastBatchId(Script script) {
        try (var run = new ScriptRun(script, Variation.PLAIN)) {
            run.check();
            return run.lastBatchId();
        }
    }

    private static int storageCalls(Script script) {
        try (var run = new ScriptRun(script, Variation.PLAIN)) {
            run.check();
            return run.storageCalls();
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
        throw new ScriptFailure(run.report(script.start()).rows(expected, actual, false), null);
    }
}
