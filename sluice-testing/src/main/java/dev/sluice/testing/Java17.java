package dev.sluice.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The Java that Spark and its client are made for; tests run them in processes of their own.
public final class Java17 {

    /// Said of tests that are skipped without it.
    public static final String NEEDED = "a JDK 17 is needed for Apache Spark";

    private Java17() {}

    /// The program `java`, which is looked for where JDKs usually are.
    public static Optional<Path> find() throws IOException {
        List<Path> homes = new ArrayList<>();
        for (String variable : List.of("JAVA17_HOME", "JAVA_HOME_17_X64")) {
            String home = System.getenv(variable);
            if (home != null) homes.add(Path.of(home));
        }
        Path usual = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(usual)) {
            try (Stream<Path> all = Files.list(usual)) {
                all.filter(home -> home.getFileName().toString().contains("17"))
                        .sorted()
                        .forEach(homes::add);
            }
        }
        for (Path home : homes) {
            Path java = home.resolve("bin/java");
            if (Files.isExecutable(java) && is17(home.resolve("release"))) return Optional.of(java);
        }
        return Optional.empty();
    }

    /// What a JDK says of itself; its directory may have any name.
    private static boolean is17(Path release) throws IOException {
        return Files.exists(release)
                && Files.readAllLines(release).stream().anyMatch(line -> line.matches("JAVA_VERSION=\"17[\".].*"));
    }
}
