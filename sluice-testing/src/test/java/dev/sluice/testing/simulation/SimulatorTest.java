package dev.sluice.testing.simulation;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Queries of many shapes, each seed another one, on machines that crash.
///
/// `-Dseeds=10000` takes so many seeds, `-Dseed=17` begins with that one.
class SimulatorTest {

    private static final long FIRST = Long.getLong("seed", 1);
    private static final long COUNT = Long.getLong("seeds", Long.getLong("seed") == null ? 500 : 1);
    private static final Logger LOG = Logger.getLogger("MicroBatchExecution");

    @BeforeAll
    static void failedSnapshotsAreNoNews() {
        LOG.setLevel(Level.OFF);
    }

    @Test
    void whateverHappensTheAnswerIsThatOfTheUndisturbedQuery() {
        for (long seed = FIRST; seed < FIRST + COUNT; seed++) {
            Simulator.check(
                    query(seed),
                    seed,
                    "./mvnw test -pl sluice-testing -am -Dtest=SimulatorTest -Dsurefire.failIfNoSpecifiedTests=false -Dseed="
                            + seed);
        }
        System.out.println("SimulatorTest: " + COUNT + " seeds from " + FIRST);
    }

    static SimulatedQuery query(long seed) {
        return SimulatedQueries.ALL.get((int) (seed % SimulatedQueries.ALL.size()));
    }
}
