package dev.sluice.connect;

/// The ids that clients give their plans, as tags of DataFrames: apart from those that a session gives, which count up
/// from zero, and from those of single columns, which count down from it.
final class PlanIds {

    /// As many as there are before the tags would come near to zero.
    private static final long IDS = (1L << 62) - 1;

    private PlanIds() {}

    static long frame(long planId) {
        return Long.MIN_VALUE | planId & IDS;
    }
}
