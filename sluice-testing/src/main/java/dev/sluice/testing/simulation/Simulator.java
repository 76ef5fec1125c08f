package dev.sluice.testing.simulation;

import java.util.List;
import java.util.Optional;

/// Holds queries to the promises of `docs/semantics.md` on machines that crash, lose power, read short, fail and jump
/// in time, as a seed says: whatever happens, the output is that of the same query undisturbed, and each micro-batch is
/// written once, or again the same.
///
/// ```java
/// @Test
/// void theOrdersOfACustomerAreCountedWhateverHappens() {
///     for (long seed = 1; seed <= 100; seed++) Simulator.check(ordersByCustomer(), seed, "-Dseed=" + seed);
/// }
/// ```
public final class Simulator {

    private Simulator() {}

    /// @param rerun what runs this seed again, for the message
    /// @throws AssertionError if a promise was broken, with what happened before
    public static void check(SimulatedQuery query, long seed, String rerun) {
        violation(query, seed, Seams.PLAIN).ifPresent(found -> {
            throw new AssertionError(
                    query.name() + ", seed " + seed + ": " + found.message + "\n\nrerun: " + rerun + "\n\n"
                            + String.join("\n", found.story),
                    found.cause);
        });
    }

    /// @param story what happened before
    public record Found(String message, List<String> story, Throwable cause) {}

    /// What promise is broken, if any.
    ///
    /// @param seams what stands between the engine and its surroundings, in all but the undisturbed run
    public static Optional<Found> violation(SimulatedQuery query, long seed, Seams seams) {
        List<String> expected = new Simulation(query, seed, Seams.PLAIN, false).run();
        var simulation = new Simulation(query, seed, seams, true);
        try {
            List<String> actual = simulation.run();
            if (actual.equals(expected)) return Optional.empty();
            throw new Violation("the answer is " + actual + ", and undisturbed it is " + expected);
        } catch (Violation | RuntimeException e) {
            return Optional.of(new Found(String.valueOf(e.getMessage()), simulation.story(), e));
        }
    }
}
