package dev.sluice.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.machine.Machine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
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
            try {
                met.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
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
}
