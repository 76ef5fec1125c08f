package dev.sluice.testing.simulation;

/// The process has ended, at one of its calls to the storage. An error, so that nobody who handles failures handles it.
public final class SimulatedCrash extends Error {

    private static final long serialVersionUID = 1;

    SimulatedCrash() {
        super("the process was killed", null, false, false);
    }
}
