package dev.sluice.connect;

/// The ids that clients give their plans, as tags of DataFrames: apart from those that a session gives.
final class PlanIds {

    private PlanIds() {}

    static long frame(long planId) {
        return -1 - planId;
    }
}
