package dev.sluice.testing.simulation;

/// A promise was broken. An error, so that the engine does not take it for a failure of a sink or source.
final class Violation extends Error {

    private static final long serialVersionUID = 1;

    Violation(String message) {
        super(message);
    }
}
