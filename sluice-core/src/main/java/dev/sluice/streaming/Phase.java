package dev.sluice.streaming;

/// A stretch of the work of a micro-batch, in the order in which they come.
enum Phase {
    /// Asking the sources how far they reach.
    LATEST_OFFSET("latestOffset", "latestOffset"),
    /// Saying what exactly is to be read.
    GET_BATCH("getBatch", "getBatch"),
    /// The plan of the micro-batch, put into the log.
    PLAN("plan", "walCommit"),
    /// Waiting until the plan is durable; nothing if it went with the commit before.
    PLAN_SYNC("planSync", "walCommit"),
    /// Cutting the input into pieces for tasks.
    SPLITS("splits", "addBatch"),
    /// Reading, computing, writing.
    TASKS("tasks", "addBatch"),
    /// The sinks make visible what they were given.
    SINK_COMMIT("sinkCommit", "addBatch"),
    /// The changes of state, put into the log.
    STATE_CHANGES("stateChanges", "commitOffsets"),
    /// That the micro-batch is done, put into the log.
    COMMIT("commit", "commitOffsets"),
    /// Waiting until that is durable, with the plan of the next micro-batch if there is one.
    COMMIT_SYNC("commitSync", "commitOffsets"),
    /// Telling the sources that they may forget.
    SOURCE_COMMIT("sourceCommit", "commitOffsets");

    private final String word;
    private final String sparks;

    Phase(String word, String sparks) {
        this.word = word;
        this.sparks = sparks;
    }

    String word() {
        return word;
    }

    /// What Spark calls the longer stretch that it is part of.
    String sparks() {
        return sparks;
    }
}
