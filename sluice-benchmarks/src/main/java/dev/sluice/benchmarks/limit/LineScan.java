package dev.sluice.benchmarks.limit;

import dev.sluice.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Reads all files of a directory with several threads, a segment at a time; each is cut at the ends of lines.
///
/// ```text
/// file      aaaa.bbbb.cc|cc.dddd.ee|ee.ffff.      . ends a line, | ends a segment
/// thread 1  aaaa.bbbb.cc cc.
/// thread 2                  dddd.ee ee.
/// ```
final class LineScan {

    /// What a thread does with whole lines.
    interface Worker {

        /// @param bytes readable for at least [#SLACK] bytes beyond `to`
        /// @param from where the first line begins
        /// @param to behind the last line's newline
        void lines(byte[] bytes, int from, int to);
    }

    /// So many bytes behind the last line may be read, and mean nothing.
    static final int SLACK = 64;

    private static final int SEGMENT = 4 << 20;
    private static final int LONGEST_LINE = 64 << 10;

    private record Segment(String path, long from, long to, long size) {}

    private final Storage storage;
    private final List<Segment> segments = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    private LineScan(Storage storage, String directory) {
        this.storage = storage;
        for (Storage.Entry file : storage.list(directory)) {
            for (long from = 0; from < file.sizeBytes(); from += SEGMENT) {
                long to = Math.min(file.sizeBytes(), from + SEGMENT);
                segments.add(new Segment(file.path(), from, to, file.sizeBytes()));
            }
        }
    }

    /// Has each worker read in a thread of its own, until all is read.
    static void run(Storage storage, String directory, List<? extends Worker> workers) {
        var scan = new LineScan(storage, directory);
        Threads.run(workers.size(), thread -> scan.read(workers.get(thread)));
    }

    private void read(Worker worker) {
        byte[] bytes = new byte[SEGMENT + LONGEST_LINE + SLACK + 2];
        for (int i = next.getAndIncrement(); i < segments.size(); i = next.getAndIncrement()) {
            read(segments.get(i), bytes, worker);
        }
    }

    private void read(Segment segment, byte[] bytes, Worker worker) {
        // From the byte before it, so that a line that begins with the segment is seen to.
        long start = Math.max(0, segment.from() - 1);
        int wanted = (int) Math.min(segment.size() - start, segment.to() - start + LONGEST_LINE);
        int count = fill(segment.path(), start, bytes, wanted);
        boolean last = segment.to() == segment.size();
        if (last && bytes[count - 1] != '\n') bytes[count++] = '\n';
        int from = segment.from() == 0 ? 0 : endOfLine(bytes, 0, count);
        // A line belongs to the segment in which its first byte lies.
        int to = last ? count : endOfLine(bytes, (int) (segment.to() - start) - 1, count);
        if (from < to) worker.lines(bytes, from, to);
    }

    private int fill(String path, long start, byte[] bytes, int wanted) {
        try (InputStream file = storage.open(path, start)) {
            int count = file.readNBytes(bytes, 0, wanted);
            if (count < wanted) throw new IllegalStateException(path + " is shorter than it was");
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int endOfLine(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == '\n') return at + 1;
        }
        throw new IllegalStateException("a line is longer than " + LONGEST_LINE + " bytes");
    }

    /// Does the same in several threads at once, and waits for them.
    static final class Threads {

        interface Task {
            void run(int thread);
        }

        private Threads() {}

        static void run(int count, Task task) {
            @Nullable Throwable[] failures = new Throwable[count];
            Thread[] threads = new Thread[count];
            for (int i = 0; i < count; i++) {
                int number = i;
                threads[i] = Thread.ofPlatform().name("limit-" + i).start(() -> {
                    try {
                        task.run(number);
                    } catch (RuntimeException | Error e) {
                        failures[number] = e;
                    }
                });
            }
            for (int i = 0; i < count; i++) {
                try {
                    threads[i].join();
                } catch (InterruptedException e) {
                    throw new IllegalStateException("interrupted", e);
                }
                if (failures[i] != null) throw new IllegalStateException("a thread failed", failures[i]);
            }
        }
    }
}
