package dev.sluice.testing;

import dev.sluice.testing.simulation.SimulatedProcess.Outcome;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/// What happens to the processes of a script's run at their calls to the storage, counted from 1 over all of them.
///
/// @param outcomes of those calls that do not do what they should
/// @param powerCuts with which of them the machine loses power
/// @param seed of what else is left to chance: how far a call got, what was on the disk
record Troubles(Map<Integer, Outcome> outcomes, Set<Integer> powerCuts, long seed) {

    static final Troubles NONE = new Troubles(Map.of(), Set.of(), 1);

    static Troubles crash(int call, boolean losesPower) {
        return new Troubles(Map.of(call, Outcome.KILLED), losesPower ? Set.of(call) : Set.of(), call);
    }

    /// One to four of them, on average within the calls of the run.
    static Troubles seeded(RandomGenerator random, int calls) {
        Map<Integer, Outcome> outcomes = new TreeMap<>();
        Set<Integer> powerCuts = new TreeSet<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            int call = 1 + random.nextInt(calls * 3 / 2);
            outcomes.put(call, random.nextInt(4) == 0 ? Outcome.FAILED : Outcome.KILLED);
            if (random.nextBoolean()) powerCuts.add(call);
        }
        return new Troubles(outcomes, powerCuts, random.nextLong());
    }

    Outcome at(int call) {
        return outcomes.getOrDefault(call, Outcome.DONE);
    }

    boolean losesPower(int call) {
        return powerCuts.contains(call);
    }
}
