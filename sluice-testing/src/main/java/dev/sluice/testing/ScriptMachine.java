package dev.sluice.testing;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.testing.simulation.SimulatedDisk;
import dev.sluice.testing.simulation.SimulatedProcess;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// The machine of a script's run: its disk, and one process after the other.
final class ScriptMachine {

    private final RandomGenerator random;
    private final Troubles troubles;
    private final SimulatedDisk disk;
    private final SimulatedProcess process;
    private int failuresSeen;

    ScriptMachine(VirtualClock clock, Troubles troubles) {
        this.troubles = troubles;
        random = new SplittableRandom(troubles.seed());
        disk = new SimulatedDisk(clock::millis);
        process = new SimulatedProcess(disk, random, troubles::at);
    }

    SimulatedProcess process() {
        return process;
    }

    /// The process has ended; another one begins.
    void restart() {
        if (troubles.losesPower(process.calls())) disk.losePower(random);
        process.restart();
    }

    /// Whether it is the disk that failed, and not the query.
    boolean causes(SluiceException failure) {
        boolean failed = process.failures() > failuresSeen;
        failuresSeen = process.failures();
        return failed && failure.condition() == ErrorCondition.IO_ERROR;
    }
}
