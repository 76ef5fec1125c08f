package dev.sluice.benchmarks.growth;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;

/// What one micro-batch took, from the moment when its rows were there until the driver asked for the next ones.
///
/// @param cpuNanos of the whole process
/// @param gcMillis how long it stood still for the collector
record Cycle(int rows, long nanos, long cpuNanos, long gcMillis) {

    /// How many micro-batches beside one say what it should have taken.
    private static final int NEIGHBOURS = 25;

    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private static final List<GarbageCollectorMXBean> COLLECTORS = ManagementFactory.getGarbageCollectorMXBeans();

    /// A moment at which a cycle begins.
    record Start(long nanos, long cpuNanos, long gcMillis) {

        static Start now() {
            return new Start(System.nanoTime(), MACHINE.getProcessCpuTime(), collected());
        }

        Cycle end(int rows) {
            Start now = now();
            return new Cycle(rows, now.nanos - nanos, now.cpuNanos - cpuNanos, now.gcMillis - gcMillis);
        }

        private static long collected() {
            long sum = 0;
            for (GarbageCollectorMXBean collector : COLLECTORS) sum += collector.getCollectionTime();
            return sum;
        }
    }

    /// What a micro-batch took beyond the median of its neighbours.
    ///
    /// @param gcMillis how much of that the collector was at work
    record Stall(double millis, long gcMillis) {}

    /// The stall of each of equal micro-batches.
    static List<Stall> stalls(List<Cycle> cycles) {
        return IntStream.range(0, cycles.size())
                .mapToObj(i -> new Stall(
                        (cycles.get(i).nanos
                                        - median(cycles.subList(
                                                Math.max(0, i - NEIGHBOURS),
                                                Math.min(cycles.size(), i + NEIGHBOURS + 1))))
                                / 1e6,
                        cycles.get(i).gcMillis))
                .toList();
    }

    static double median(List<Cycle> cycles) {
        return at(cycles, 0.5);
    }

    /// The time that a part of them does not go beyond.
    static double at(List<Cycle> cycles, double part) {
        long[] nanos = cycles.stream().mapToLong(Cycle::nanos).sorted().toArray();
        return nanos.length == 0 ? 0 : nanos[Math.min(nanos.length - 1, (int) (nanos.length * part))];
    }

    /// Nanoseconds a row, of the median micro-batch.
    static double nanosPerRow(List<Cycle> cycles) {
        double[] each = cycles.stream()
                .mapToDouble(cycle -> cycle.nanos / (double) cycle.rows)
                .sorted()
                .toArray();
        return each.length == 0 ? 0 : each[each.length / 2];
    }

    /// Processor time a row, of all together.
    static double cpuNanosPerRow(List<Cycle> cycles) {
        long cpu = cycles.stream().mapToLong(Cycle::cpuNanos).sum();
        return cpu / (double) Math.max(1, cycles.stream().mapToLong(Cycle::rows).sum());
    }
}
