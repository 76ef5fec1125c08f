package dev.sluice.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// What others may call this process by. It is asked without the network, whose name service may let one wait.
public final class ThisHost {

    private ThisHost() {}

    public static long pid() {
        return ProcessHandle.current().pid();
    }

    /// The name of this machine, or `localhost` if it can't be told.
    public static String name() {
        return Stream.of(
                        content(Path.of("/proc/sys/kernel/hostname")),
                        content(Path.of("/etc/hostname")),
                        Optional.ofNullable(System.getenv("COMPUTERNAME")),
                        Optional.ofNullable(System.getenv("HOSTNAME")))
                .flatMap(Optional::stream)
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse("localhost");
    }

    private static Optional<String> content(Path file) {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
