package dev.sluice.testing.simulation;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The simulator finds what it is for: each mistake within 1,000 seeds, and says which was the first.
class PlantedBugsTest {

    private static final int SEEDS = 1_000;
    private static final Logger LOG = Logger.getLogger("MicroBatchExecution");

    @BeforeAll
    static void failedSnapshotsAreNoNews() {
        LOG.setLevel(Level.OFF);
    }

    @ParameterizedTest
    @EnumSource
    void everyPlantedBugIsFound(PlantedBug bug) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Optional<Simulator.Found> found = Simulator.violation(SimulatorTest.query(seed), seed, bug.seams());
            if (found.isPresent()) {
                System.out.println("PlantedBugsTest: " + bug + " found by seed " + seed + " ("
                        + SimulatorTest.query(seed).name() + "): " + found.get().message());
                return;
            }
        }
        fail(bug + " was not found by " + SEEDS + " seeds");
    }
}
