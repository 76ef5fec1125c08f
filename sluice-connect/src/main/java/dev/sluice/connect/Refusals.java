package dev.sluice.connect;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;

/// What the server does not do, in Spark's conditions where it has one.
final class Refusals {

    private Refusals() {}

    /// A part of the protocol that the engine has no answer to.
    static SluiceException notYet(String feature) {
        return ErrorCondition.NOT_YET_SUPPORTED.error().with("feature", feature).build();
    }

    /// A message that no client should have sent.
    static SluiceException invalid(String what) {
        return ErrorCondition.CONNECT_INVALID_PLAN.error().with("message", what).build();
    }

    /// Code of the client's, which only a JVM with its classes, or a Python, could run.
    ///
    /// @param what such as `map` or `a Python function`
    static SluiceException clientCode(String what) {
        return ErrorCondition.CONNECT_CLIENT_CODE.error().with("what", what).build();
    }
}
