package dev.sluice.checkpoint;

import dev.sluice.json.JsonValue;
import dev.sluice.state.StateSpec;
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
    record Opened(
            String engineVersion,
            String queryId,
            String runId,
            String plan,
            List<StateSpec> state,
            long epoch,
            int statePartitions)
            implements LogEntry {
        public Opened {
            state = List.copyOf(state);
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
