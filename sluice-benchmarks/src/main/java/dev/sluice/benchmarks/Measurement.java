package dev.sluice.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonObject;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/// Takes the time, the processor time and the memory of a run, and tells them in the fields that all engines' runners
/// share.
public final class Measurement {

    private final long startNanos = System.nanoTime();
    private final long startCpuNanos = cpuNanos();

    private Measurement() {}

    public static Measurement start() {
        return new Measurement();
    }

    /// The run on one line.
    ///
    /// @param peer which engine
    /// @param rows how many rows the input has
    /// @param found what else there is to tell
    public String report(
            String workload, String peer, Map<String, String> options, long rows, Map<String, Object> found) {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        double cpu = (cpuNanos() - startCpuNanos) / 1e9;
        double process = ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
        var line = JsonValue.object().put("workload", workload).put("peer", peer);
        options.forEach(line::put);
        line.put("rows", rows)
                .put("seconds", rounded(seconds))
                .put("rows_per_s", (long) (rows / seconds))
                .put("cpu_s", rounded(cpu))
                .put("process_s", rounded(process))
                .put("process_cpu_s", rounded(cpuNanos() / 1e9))
                .put("peak_rss_mb", ResidentMemory.peakMegabytes())
                .put("java", Runtime.version().feature());
        found.forEach(line::put);
        JsonObject json = line.build();
        return json.toText();
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP);
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
