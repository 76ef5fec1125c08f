package dev.sluice.runner;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Time and processor time from the start of a query on. */
public final class Measured {

    private final long startNanos = System.nanoTime();
    private final long startCpuNanos = cpuNanos();

    private Measured() {}

    public static Measured start() {
        return new Measured();
    }

    /** Ends it, and tells of it. */
    public void tell(long rows, Map<String, Object> line) throws IOException {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        line.put("rows", rows);
        line.put("seconds", seconds);
        line.put("rows_per_s", (long) (rows / seconds));
        line.put("cpu_s", (cpuNanos() - startCpuNanos) / 1e9);
        line.put("peak_rss_mb", peakMegabytes());
        line.put("java", Runtime.version().feature());
    }

    public static String json(Map<String, Object> line) {
        return line.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":" + json(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String json(Object value) {
        if (value instanceof Double) return String.format(Locale.ROOT, "%.3f", value);
        return value instanceof Number ? value.toString() : "\"" + value + "\"";
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static long peakMegabytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
        }
        return -1;
    }
}
