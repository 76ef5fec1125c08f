package dev.sluice.testing.simulation;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.parser.SqlParser;
import dev.sluice.testing.VirtualClock;
import dev.sluice.testing.simulation.SimulatedProcess.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One life of a query on a simulated machine, from one seed: rows come in, processes come and go, until all is said.
///
/// ```text
/// feed, step, clock jumps, restart …            in turn, by chance
///        └ at each call to the storage, by chance:
///            killed │ power lost │ fails │ work beside the stream │ paused, while another process takes over
/// ```
///
/// A paused process goes on when the other has done some micro-batches: it must not do any harm, and must end soon.
final class Simulation {

    private static final int MOST_TURNS = 3_000;

    private final SimulatedQuery said;
    private final Seams seams;
    private final RandomGenerator random;
    private final VirtualClock clock = new VirtualClock(Instant.parse("2024-06-01T12:00:00Z"));
    private final SimulatedDisk disk = new SimulatedDisk(clock::millis);
    private final Map<String, SimulatedInput> inputs = new LinkedHashMap<>();
    private final SimulatedOutput output = new SimulatedOutput();
    private final SimulatedOutput late = new SimulatedOutput();
    private final List<String> story = new ArrayList<>();
    private final boolean writesByProgram;
    private final boolean locks;
    private final int callsBetweenTroubles;

    private int troublesLeft;
    private int powerCuts;
    private boolean powerFails;
    private @Nullable SimulatedLife current;

    /// @param troubles whether there are any
    Simulation(SimulatedQuery said, long seed, Seams seams, boolean troubles) {
        this.said = said;
        this.seams = seams;
        var seeds = new SplittableRandom(seed);
        RandomGenerator data = seeds.split();
        writesByProgram = seeds.nextInt(4) == 0;
        random = seeds.split();
        for (SimulatedQuery.Input input : said.inputs()) {
            int rowCount = 5 + data.nextInt(40);
            List<List<@Nullable Object>> rows = new ArrayList<>();
            for (int i = 0; i < rowCount; i++) rows.add(input.rows().row(i, rowCount, data));
            inputs.put(
                    input.name(),
                    new SimulatedInput(input.name(), SqlParser.tableSchema(input.columns()), rows, random));
        }
        locks = random.nextInt(3) > 0;
        callsBetweenTroubles = 5 + random.nextInt(100);
        troublesLeft = troubles ? 1 + random.nextInt(8) : 0;
    }

    /// @return the answer
    List<String> run() {
        try {
            for (int turn = 0; !isOver(); turn++) {
                if (turn > MOST_TURNS) throw new Violation("the query does not come to its end");
                turn();
            }
            return answer();
        } finally {
            if (current != null) current.close();
        }
    }

    /// What happened, in words.
    List<String> story() {
        return story;
    }

    private List<String> answer() {
        return said.answer().of(said.table(output.microBatches()), said.table(late.microBatches())).stream()
                .map(List::toString)
                .sorted()
                .toList();
    }

    private boolean isOver() {
        return inputs.values().stream().allMatch(SimulatedInput::isFed) && current != null && !steps(current);
    }

    private void turn() {
        switch (random.nextInt(6)) {
            case 0 -> jump();
            case 1 -> restart();
            case 2 -> {
                if (current != null) steps(current);
            }
            default -> {
                List<SimulatedInput> all = List.copyOf(inputs.values());
                all.get(random.nextInt(all.size())).feed(1 + random.nextInt(8));
            }
        }
        if (current == null) begin();
        if (current != null && random.nextBoolean()) steps(current);
    }

    /// Time goes on, as a rule; clocks are also set.
    private void jump() {
        int seconds = random.nextInt(10);
        Duration time = troublesLeft == 0 || random.nextInt(3) > 0
                ? Duration.ofSeconds(seconds)
                : Duration.ofHours(random.nextInt(-48, 48));
        clock.advance(time);
    }

    private void restart() {
        SimulatedLife life = current;
        if (life == null) return;
        current = null;
        try {
            life.closeQuery();
        } catch (SimulatedCrash _) {
            // killed while it closes
        } catch (SluiceException e) {
            if (!isExpected(e, life)) throw violation(e);
        }
        discard(life);
    }

    // ---- processes

    private void begin() {
        var life = new SimulatedLife(this, random, locks);
        try {
            life.open(this, said, random);
            current = life;
        } catch (SimulatedCrash _) {
            discard(life);
        } catch (SluiceException e) {
            failed(life, e);
        }
    }

    /// @return whether there may be more to do
    private boolean steps(SimulatedLife life) {
        try {
            boolean replacedBefore = life.isReplaced();
            boolean ran = life.step();
            if (ran && replacedBefore) throw new Violation("a run that was replaced has made a micro-batch");
            if (random.nextInt(3) == 0) life.runBackground();
            if (life.isReplaced()) {
                if (replacedBefore) return end(life);
                return steps(life);
            }
            return ran;
        } catch (SimulatedCrash _) {
            discard(life);
        } catch (SluiceException e) {
            failed(life, e);
        } catch (RuntimeException e) {
            if (!life.isDoubted()) throw e;
            failed(life, e);
        }
        return true;
    }

    /// A replaced run had nothing to do, and so has not noticed.
    private boolean end(SimulatedLife life) {
        story.add("the replaced process had nothing to do");
        discard(life);
        return true;
    }

    private void failed(SimulatedLife life, RuntimeException failure) {
        boolean expected = life.isDoubted() || failure instanceof SluiceException e && isExpected(e, life);
        if (!expected) throw violation(failure);
        story.add((life.isReplaced() ? "the replaced process" : "the query") + " ended: " + failure.getMessage());
        discard(life);
    }

    private void discard(SimulatedLife life) {
        if (current == life) current = null;
        life.process().kill();
        if (powerFails) losePower();
        life.close();
    }

    private static boolean isExpected(SluiceException failure, SimulatedLife life) {
        return failure.condition() == ErrorCondition.IO_ERROR && life.process().failures() > 0;
    }

    private static Violation violation(RuntimeException failure) {
        var violation = new Violation("the query failed: " + failure.getMessage());
        violation.initCause(failure);
        return violation;
    }

    // ---- troubles

    /// What becomes of a call to the storage.
    Outcome trouble(SimulatedLife life) {
        if (random.nextInt(20) == 0) life.runBackgroundOnce();
        if (troublesLeft <= 0 || random.nextInt(callsBetweenTroubles) > 0) return Outcome.DONE;
        troublesLeft--;
        String at = " at call " + life.process().calls() + " of a process";
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> {
                story.add("killed" + at);
                yield Outcome.KILLED;
            }
            case 3, 4 -> {
                story.add("power lost" + at);
                powerFails = true;
                yield Outcome.KILLED;
            }
            case 5 -> {
                story.add("the disk failed" + at);
                yield Outcome.FAILED;
            }
            case 6 -> {
                jump();
                yield Outcome.DONE;
            }
            default -> {
                pause(life, at);
                yield life.process().isDead() ? Outcome.KILLED : Outcome.DONE;
            }
        };
    }

    /// All processes end; one that is paused finds out when it goes on. What the call that it happened at had still
    /// handed over is on the disk before, so that nothing is written behind what was lost.
    private void losePower() {
        powerFails = false;
        if (current != null) current.process().kill();
        powerCuts++;
        disk.losePower(random);
    }

    /// Another process opens the checkpoint, since this one does not answer, and does some work before it answers
    /// again.
    private void pause(SimulatedLife life, String at) {
        if (locks || life.isReplaced() || current != life) return;
        story.add("paused" + at + ", another one takes over");
        int before = powerCuts;
        current = null;
        life.doubt();
        for (int i = random.nextInt(6); i >= 0; i--) {
            SimulatedLife other = current;
            if (other == null) {
                begin();
                if (current != null) life.replace();
            } else {
                steps(other);
            }
            if (random.nextInt(3) == 0) inputs.values().forEach(input -> input.feed(1 + random.nextInt(3)));
        }
        story.add("the paused process goes on");
        if (powerCuts > before) {
            life.process().kill();
        } else if (!life.isReplaced()) {
            current = life;
        }
    }

    // ---- surroundings

    SimulatedDisk disk() {
        return disk;
    }

    VirtualClock clock() {
        return clock;
    }

    Seams seams() {
        return seams;
    }

    SimulatedInput input(String name) {
        SimulatedInput input = inputs.get(name);
        if (input == null) throw new IllegalArgumentException("no input " + name);
        return input;
    }

    SimulatedOutput output() {
        return output;
    }

    SimulatedOutput late() {
        return late;
    }

    /// Whether `foreachBatch` is what takes the output.
    boolean writesByProgram() {
        return writesByProgram;
    }
}
