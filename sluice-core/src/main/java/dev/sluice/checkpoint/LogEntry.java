package dev.sluice.checkpoint;

import dev.sluice.json.JsonValue;
import dev.sluice.state.DueTime;
import dev.sluice.state.StateSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is written to a query's log.
public sealed interface LogEntry {

    /// A run of the query begins. Changes of an earlier run that were not committed are void.
    ///
    /// @param queryId the same in all runs
    /// @param plan the analyzed plan as text, for people
    /// @param state what the stateful operators keep
    /// @param epoch which opening of the checkpoint this is; the higher one wins
    /// @param statePartitions in how many partitions the state of this run is kept
    /// @param sources what each source reads, by the id that micro-batches name it by
    /// @param meanings what the value columns of an operator stand for, where that is known
    /// @param dueTimes by which times of events rows of a state are due, by its id, where that can be told from the row
    /// @param adapted the state was that of another form of the query: what the log has before this does not lead to
    ///     it, only the snapshot that continues here does
    /// @param watermarks the watermarks of the query, in the order in which `Committed` says how far they are
    record Opened(
            String engineVersion,
            String queryId,
            String runId,
            String plan,
            List<StateSpec> state,
            long epoch,
            int statePartitions,
            Map<String, String> sources,
            List<WatermarkDescription> watermarks,
            Map<String, List<String>> meanings,
            Map<String, DueTime> dueTimes,
            boolean adapted)
            implements LogEntry {

        /// Of a run whose state is that of the run before.
        public Opened(
                String engineVersion,
                String queryId,
                String runId,
                String plan,
                List<StateSpec> state,
                long epoch,
                int statePartitions,
                Map<String, String> sources,
                List<WatermarkDescription> watermarks) {
            this(
                    engineVersion,
                    queryId,
                    runId,
                    plan,
                    state,
                    epoch,
                    statePartitions,
                    sources,
                    watermarks,
                    Map.of(),
                    Map.of(),
                    false);
        }

        public Opened {
            state = List.copyOf(state);
            sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
            watermarks = List.copyOf(watermarks);
            meanings = Map.copyOf(meanings);
            dueTimes = Map.copyOf(dueTimes);
        }

        /// The same, as another opening, perhaps of another query, says it.
        Opened of(String otherQueryId, long otherEpoch, boolean otherAdapted) {
            return new Opened(
                    engineVersion,
                    otherQueryId,
                    runId,
                    plan,
                    state,
                    otherEpoch,
                    statePartitions,
                    sources,
                    watermarks,
                    meanings,
                    dueTimes,
                    otherAdapted);
        }
    }

    /// Why folding cannot go on beyond an entry.
    static IllegalArgumentException adaptedHere() {
        return new IllegalArgumentException(
                "the state was adapted to a changed query here, and the snapshot that has it is missing or damaged");
    }

    /// A watermark as people know it.
    ///
    /// @param sources what is read under it
    /// @param idleTimeoutMillis after how long a silence of all of them it does not count; `Long.MAX_VALUE` for never
    record WatermarkDescription(String column, long delayMillis, List<String> sources, long idleTimeoutMillis) {
        public WatermarkDescription {
            sources = List.copyOf(sources);
        }
    }

    /// What a micro-batch is going to do: with this alone it can be run again, and gives the same rows.
    ///
    /// @param inputs the ranges to read, by source
    /// @param batchTimestampMillis what `current_timestamp` is in this micro-batch
    /// @param watermarkMillis the watermark that this micro-batch runs with
    /// @param watermarks what else the driver knows of watermarks, JSON null if nothing
    /// @param conf the settings that the answer depends on
    record Planned(
            long batchId,
            List<SourceInput> inputs,
            long batchTimestampMillis,
            long watermarkMillis,
            JsonValue watermarks,
            Map<String, String> conf)
            implements LogEntry {
        public Planned {
            inputs = List.copyOf(inputs);
            conf = Map.copyOf(conf);
        }
    }

    /// The query was taken back to an earlier micro-batch, while it was stopped. It is the first record of a segment,
    /// and what the log has between the place that it names and itself is void.
    ///
    /// @param batchId the last micro-batch that still counts, or -1
    /// @param segment and `offset`: where that micro-batch's commit ends
    /// @param epoch of the opening that wrote this
    /// @param again the plans of the micro-batches behind it: they are run again just so
    record Rewound(long batchId, long segment, long offset, long epoch, List<Planned> again) implements LogEntry {
        public Rewound {
            again = List.copyOf(again);
        }
    }

    /// A piece of what a micro-batch did to the state; it counts once the micro-batch is committed.
    ///
    /// @param rows as `StateStore.drainChanges` gives them
    record Changes(long batchId, String operator, int partition, byte[] rows) implements LogEntry {}

    /// The micro-batch is done, and its output visible.
    ///
    /// @param nextWatermarkMillis the watermark of the next micro-batch
    /// @param watermarks what else the driver wants to know of watermarks, JSON null if nothing
    /// @param sinks what each sink has to say about its output
    record Committed(long batchId, long nextWatermarkMillis, JsonValue watermarks, List<JsonValue> sinks)
            implements LogEntry {
        public Committed {
            sinks = List.copyOf(sinks);
        }
    }
}
