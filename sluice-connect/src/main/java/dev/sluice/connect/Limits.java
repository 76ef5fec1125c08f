package dev.sluice.connect;

/// How much clients may have of a server.
///
/// @param sessions how many there may be at once
/// @param executions how many plans may run in a session at once, listening to streaming queries included
/// @param artifactBytes of what a session has sent to be kept
public record Limits(int sessions, int executions, long artifactBytes) {

    public static final Limits USUAL = new Limits(1000, 100, 512L << 20);
}
