package dev.sluice.benchmarks;

import dev.sluice.storage.LocalStorage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The memory that this process has held at most, as Linux tells it.
final class ResidentMemory {

    private ResidentMemory() {}

    /// The peak in megabytes, or -1 where it can't be had.
    static long peakMegabytes() {
        LocalStorage machine = LocalStorage.ofMachine();
        if (machine.find("/proc/self/status").isEmpty()) return -1;
        try (InputStream status = machine.open("/proc/self/status", 0)) {
            return new String(status.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
