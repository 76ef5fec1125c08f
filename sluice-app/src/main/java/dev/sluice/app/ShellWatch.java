package dev.sluice.app;

import dev.sluice.api.DataFrame;
import dev.sluice.api.StreamingQuery;
import dev.sluice.error.AnalysisException;
import dev.sluice.stream.OutputMode;
import java.util.List;
import java.util.UUID;

/// A SELECT from a stream: its rows are printed as they arrive, micro-batch by micro-batch, as the console sink does.
final class ShellWatch {

    private static final String NAME = "shell-";

    /// What has changed is told soonest. What can't be told so is told when it is final, or else as a whole.
    private static final List<OutputMode> MODES = List.of(OutputMode.UPDATE, OutputMode.APPEND, OutputMode.COMPLETE);

    private ShellWatch() {}

    /// @throws AnalysisException why the last of the modes can't be, if none can
    static StreamingQuery start(DataFrame rows) {
        AnalysisException refused = null;
        for (OutputMode mode : MODES) {
            try {
                return start(rows, mode);
            } catch (AnalysisException e) {
                if (refused == null) refused = e;
            }
        }
        throw refused;
    }

    private static StreamingQuery start(DataFrame rows, OutputMode mode) {
        return rows.writeStream()
                .format("console")
                .option("truncate", "false")
                .option("checkpointLocation", "memory:")
                .outputMode(mode)
                .queryName(NAME + UUID.randomUUID())
                .start();
    }

    /// Whether a query is one that was started here.
    static boolean isOne(StreamingQuery query) {
        return Streams.nameOf(query).startsWith(NAME);
    }
}
