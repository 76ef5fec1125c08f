package dev.sluice.checkpoint;

import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.json.JsonValue;
import dev.sluice.state.StateStores;
import java.util.List;
import java.util.Map;

/// All that a query which is stopped knows, in memory.
///
/// @param directory where it was found, for messages
/// @param queryId the same in all runs
/// @param opened what it reads and what its operators keep
/// @param progress how far it came; a pending micro-batch is to be run just so
/// @param memories what its sources wanted to remember at some moment
/// @param replay what was planned since that moment, oldest first, what is pending included
/// @param state after the last committed micro-batch
public record CheckpointContents(
        String directory,
        String queryId,
        Opened opened,
        LogProgress progress,
        Map<String, JsonValue> memories,
        List<SourceInput> replay,
        StateStores state) {

    public CheckpointContents {
        memories = Map.copyOf(memories);
        replay = List.copyOf(replay);
    }
}
