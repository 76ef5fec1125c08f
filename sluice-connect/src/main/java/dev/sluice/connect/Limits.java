package dev.sluice.connect;

/// How much clients may have of a server.
///
/// @param sessions how many there may be at once
/// @param executions how many plans may run in a session at once, listening to streaming queries included
/// @param artifactBytes of what a session has sent to be kept
/// @param checkpointBytes of the rows that a session's checkpoints keep
/// @param waitingBytes of answers in a session that nobody fetches; the largest go first
public record Limits(int sessions, int executions, long artifactBytes, long checkpointBytes, long waitingBytes) {

    public static final Limits USUAL = new Limits(1000, 100, 512L << 20, 512L << 20, 256L << 20);
}
