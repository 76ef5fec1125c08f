package dev.sluice.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.machine.Machine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void everyTaskRunsOnce(int parallelism) {
        var runs = new AtomicInteger();
        try (var workers = new Workers(parallelism, Machine.real())) {
            workers.run(Collections.nCopies(100, runs::incrementAndGet), Integer.MAX_VALUE);
        }
        assertEquals(100, runs.get());
    }

    @Test
    void oneWorkerIsTheCallingThread() {
        Set<Thread> threads = new HashSet<>();
        try (var workers = new Workers(1, Machine.real())) {
            workers.run(Collections.nCopies(3, () -> threads.add(Thread.currentThread())), Integer.MAX_VALUE);
        }
        assertEquals(Set.of(Thread.currentThread()), threads);
    }

    /// Two tasks that wait for each other end only if both run at once.
    @Test
    void tasksRunSideBySide() {
        var met = new CountDownLatch(2);
        Runnable waiting = () -> {
            met.countDown();
            await(met);
        };
        try (var workers = new Workers(2, Machine.real())) {
            workers.run(List.of(waiting, waiting), Integer.MAX_VALUE);
        }
        assertEquals(0, met.getCount());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void theFailureOfTheFirstTaskIsTold(int parallelism) {
        List<Runnable> tasks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int number = i;
            tasks.add(() -> {
                if (number % 3 == 2) throw new IllegalStateException("task " + number);
            });
        }
        try (var workers = new Workers(parallelism, Machine.real())) {
            var failure = assertThrows(IllegalStateException.class, () -> workers.run(tasks, Integer.MAX_VALUE));
            assertEquals("task 2", failure.getMessage());
        }
    }

    /// The second thread cannot be made while the first is at work on what its caller is going to close.
    @Test
    void whereNoThreadIsLeftThoseThatWorkAreWaitedFor() {
        var working = new CountDownLatch(1);
        var refused = new CountDownLatch(1);
        var threads = new AtomicInteger();
        Machine real = Machine.real();
        var machine = new Machine(
                real.clock(),
                work -> {
                    if (threads.incrementAndGet() == 1) return real.threads().newThread(work);
                    await(working);
                    refused.countDown();
                    throw new OutOfMemoryError("unable to create native thread");
                },
                real.random());
        Thread caller = Thread.currentThread();
        var returned = new AtomicBoolean();
        var endedBefore = new AtomicBoolean();
        var ended = new CountDownLatch(1);
        Runnable task = () -> {
            working.countDown();
            await(refused);
            while (!returned.get() && caller.getState() != Thread.State.WAITING) Thread.onSpinWait();
            endedBefore.set(!returned.get());
            ended.countDown();
        };
        try (var workers = new Workers(3, machine)) {
            assertThrows(OutOfMemoryError.class, () -> workers.run(List.of(task, () -> {}, () -> {}), 3));
            returned.set(true);
            await(ended);
        }
        assertTrue(endedBefore.get());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
