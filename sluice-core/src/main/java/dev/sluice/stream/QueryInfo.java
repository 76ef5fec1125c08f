package dev.sluice.stream;

import java.util.UUID;

/// Which query, and which micro-batch of it, a [StatefulProcessor] runs in.
public interface QueryInfo {

    UUID getQueryId();

    UUID getRunId();

    long getBatchId();
}
