package dev.sluice.execution;

import dev.sluice.connector.Split;
import java.util.List;

/// What a micro-batch reads of each of the query's streams.
@FunctionalInterface
public interface StreamInputs {

    /// The splits of a stream, by its place among the query's streams.
    List<Split> splits(int stream);

    /// Of a query without streams.
    StreamInputs NONE = stream -> {
        throw new IllegalStateException("stream " + stream + " in a batch query");
    };
}
