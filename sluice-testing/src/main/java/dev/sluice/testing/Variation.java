package dev.sluice.testing;

import dev.sluice.testing.ChunkShape.Encoding;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What is different in one run of a script.
///
/// @param label the way, and which of its runs: `restarted:3`
/// @param shape in what chunks the rows come
/// @param rowsPerBatch how many rows of a source a micro-batch may take
/// @param feedsFirst whether everything is fed before anything is run
/// @param restartsAfter after which steps, counted from 1, the query is started anew; 0 is before the first
/// @param partitions into how many partitions state is divided at each start, in turn
/// @param troubles what happens to the processes at their calls to the storage
/// @param flow whether rows flow
record Variation(
        String label,
        ChunkShape shape,
        int rowsPerBatch,
        boolean feedsFirst,
        IntPredicate restartsAfter,
        List<Integer> partitions,
        Troubles troubles,
        Flow flow) {

    /// Whether rows flow in real-time mode, and when an open micro-batch ends.
    enum Flow {
        /// They come in micro-batches.
        NOT,
        /// It ends when all is done.
        AT_THE_END,
        /// It ends after each step.
        BY_STEP,
        /// It ends after each second step; after the others the process ends, and another one begins it again.
        BROKEN
    }

    static final Variation PLAIN = new Variation(
            Way.PLAIN.word(),
            ChunkShape.USUAL,
            Integer.MAX_VALUE,
            false,
            _ -> false,
            List.of(2),
            Troubles.NONE,
            Flow.NOT);

    static final Variation ORACLE = PLAIN.labelled(Way.ORACLE.word());

    /// The runs of a way whose emissions are compared step by step.
    static List<Variation> of(Way way) {
        return switch (way) {
            case PLAIN -> List.of(PLAIN);
            case RESTARTED -> List.of(PLAIN.labelled(way.word()).restarted(_ -> true));
            case RE_SHAPED ->
                List.of(
                        PLAIN.labelled("re-shaped:1").shaped(1, Encoding.FLAT),
                        PLAIN.labelled("re-shaped:3").shaped(3, Encoding.FLAT),
                        PLAIN.labelled("re-shaped:1024").shaped(1024, Encoding.FLAT),
                        PLAIN.labelled("re-shaped:dictionary").shaped(1024, Encoding.DICTIONARY),
                        PLAIN.labelled("re-shaped:constant").shaped(1024, Encoding.CONSTANT),
                        PLAIN.labelled("re-shaped:sparse").shaped(1024, Encoding.SPARSE));
            case RE_PARTITIONED ->
                List.of(
                        PLAIN.labelled("re-partitioned:1").partitioned(1),
                        PLAIN.labelled("re-partitioned:2").partitioned(2),
                        PLAIN.labelled("re-partitioned:7").partitioned(7),
                        PLAIN.labelled("re-partitioned:changing")
                                .restarted(_ -> true)
                                .partitioned(1, 7, 2));
            case CRASHED, SEEDED, REWOUND, RE_CUT, FLOWING, ORACLE -> List.of();
        };
    }

    /// Restarts after one step each.
    static List<Variation> singleRestarts(Script script) {
        return IntStream.range(0, script.actions().size())
                .mapToObj(Variation::restartAfter)
                .toList();
    }

    static Variation restartAfter(int step) {
        return PLAIN.labelled("restarted:" + step).restarted(each -> each == step);
    }

    /// The process is killed at a call, counted from 1, and another one recovers.
    static Variation crashedAt(int call, boolean losesPower) {
        return PLAIN.labelled("crashed:" + call).troubled(Troubles.crash(call, losesPower));
    }

    /// @param calls how many a run without troubles makes
    static Variation seeded(long seed, int calls) {
        var random = new SplittableRandom(seed);
        Encoding[] encodings = Encoding.values();
        Integer[] partitions = random.ints(5, 1, 6).boxed().toArray(Integer[]::new);
        return PLAIN.labelled("seeded:" + seed)
                .shaped(1 + random.nextInt(20), encodings[random.nextInt(encodings.length)])
                .partitioned(partitions)
                .troubled(Troubles.seeded(random, calls));
    }

    /// Begins anew in other partitions each time.
    static Variation rewoundTo(long batchId) {
        return PLAIN.labelled("rewound:" + batchId).partitioned(2, 3);
    }

    private Variation troubled(Troubles others) {
        return new Variation(label, shape, rowsPerBatch, feedsFirst, restartsAfter, partitions, others, flow);
    }

    /// The runs whose tables at the end are compared.
    static List<Variation> recut() {
        return List.of(
                new Variation(
                        "re-cut:rows", ChunkShape.USUAL, 1, false, _ -> false, List.of(2), Troubles.NONE, Flow.NOT),
                new Variation(
                        "re-cut:whole",
                        ChunkShape.USUAL,
                        Integer.MAX_VALUE,
                        true,
                        _ -> false,
                        List.of(2),
                        Troubles.NONE,
                        Flow.NOT));
    }

    /// The same in real-time mode. Rows that come again change nothing in a table with a key.
    static List<Variation> flowing(Script script) {
        return Stream.of(Flow.AT_THE_END, Flow.BY_STEP, Flow.BROKEN)
                .filter(flow -> flow != Flow.BROKEN || script.replaces())
                .map(PLAIN::flowing)
                .toList();
    }

    private Variation flowing(Flow flow) {
        String name =
                Way.FLOWING.word() + ":" + flow.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Variation(name, shape, rowsPerBatch, feedsFirst, restartsAfter, partitions, troubles, flow);
    }

    private Variation labelled(String name) {
        return new Variation(name, shape, rowsPerBatch, feedsFirst, restartsAfter, partitions, troubles, flow);
    }

    private Variation shaped(int rowsPerChunk, Encoding encoding) {
        var other = new ChunkShape(rowsPerChunk, encoding);
        return new Variation(label, other, rowsPerBatch, feedsFirst, restartsAfter, partitions, troubles, flow);
    }

    private Variation restarted(IntPredicate after) {
        return new Variation(label, shape, rowsPerBatch, feedsFirst, after, partitions, troubles, flow);
    }

    private Variation partitioned(Integer... counts) {
        return new Variation(label, shape, rowsPerBatch, feedsFirst, restartsAfter, List.of(counts), troubles, flow);
    }
}
