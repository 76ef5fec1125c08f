package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.storage.LocalStorage;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What of Spark's API is here, from both sides' classes: Spark's as the recorder wrote them down, ours by reflection.
final class MigrationReferenceTest {

    private static final String PAGE = "../docs/reference/migration.md";

    private static final Path SPARKS = Path.of("src/test/resources/spark-api.txt");

    /// Lines `Class.name: why it is missing`; `Class.*` stands for the whole class.
    private static final Path REASONS = Path.of("src/test/resources/migration-reasons.txt");

    /// Ours that are called otherwise.
    private static final Map<String, String> CALLED = Map.of(
            "SparkSession", "api.Session",
            "SparkSession$Builder", "api.Session$Builder",
            "RuntimeConfig", "api.SessionConf",
            "streaming.StreamingQueryProgress", "progress.QueryProgress",
            "streaming.StreamingQueryStatus", "progress.QueryStatus");

    /// `-Dupdate` writes the page anew.
    @Test
    void theReferencePageShowsWhatIsThere() throws IOException {
        var storage = LocalStorage.ofMachine();
        String page = page();
        if (System.getProperty("update") != null) storage.replace(PAGE, page.getBytes(StandardCharsets.UTF_8));
        assertEquals(page, new String(storage.read(PAGE), StandardCharsets.UTF_8));
    }

    /// A reason for something that is there, or that Spark does not have, is out of date.
    @Test
    void everyReasonIsOfSomethingMissing() throws IOException {
        Map<String, Set<String>> sparks = sparks();
        Set<String> missing = new TreeSet<>();
        sparks.forEach((name, methods) -> {
            Set<String> own = own(name).map(MigrationReferenceTest::names).orElse(Set.of());
            if (own(name).isEmpty()) missing.add(name + ".*");
            methods.stream()
                    .filter(method -> !own.contains(method))
                    .forEach(method -> missing.add(name + "." + method));
        });
        List<String> stale = reasons().keySet().stream()
                .filter(key -> !missing.contains(key))
                .toList();
        assertEquals(List.of(), stale);
    }

    private static String page() throws IOException {
        Map<String, Set<String>> sparks = sparks();
        Map<String, String> reasons = reasons();
        var summary = new StringBuilder();
        var details = new StringBuilder();
        int there = 0;
        int all = 0;
        for (String name : sparks.keySet()) {
            Set<String> theirs = sparks.get(name);
            Optional<Class<?>> own = own(name);
            Set<String> ours = own.map(MigrationReferenceTest::names).orElse(Set.of());
            List<String> kept = theirs.stream().filter(ours::contains).toList();
            there += kept.size();
            all += theirs.size();
            summary.append("| `" + name + "` | "
                    + own.map(type -> "`" + shown(type) + "`")
                            .orElse("– " + reasons.getOrDefault(name + ".*", "not there yet"))
                    + " | " + kept.size() + " of "
                    + theirs.size() + " |\n");
            if (own.isPresent() && kept.size() < theirs.size()) {
                details.append("\n## " + name + "\n\n| missing | why |\n|---|---|\n");
                missing(name, theirs, ours, reasons)
                        .forEach((why, names) ->
                                details.append("| `" + String.join("`, `", names) + "` | " + why + " |\n"));
            }
        }
        return """
                # Spark's API here

                Made of both APIs by reflection: the names of methods and constants that a Java program can call in Spark 4.2.0, and
                whether the class has them here. Imports and other words are in [porting.md](../porting.md). %d of %d names are there.

                | in Spark, below `org.apache.spark.sql` | here, below `dev.sluice` | names |
                |---|---|---|
                """.formatted(there, all) + summary + details;
    }

    /// The names that are not there, by why; those without a reason last.
    private static Map<String, List<String>> missing(
            String name, Set<String> theirs, Set<String> ours, Map<String, String> reasons) {
        Map<String, List<String>> missing = new LinkedHashMap<>();
        List<String> notYet = new ArrayList<>();
        for (String method : theirs) {
            if (ours.contains(method)) continue;
            String reason = reasons.get(name + "." + method);
            if (reason == null) notYet.add(method);
            else missing.computeIfAbsent(reason, _ -> new ArrayList<>()).add(method);
        }
        if (!notYet.isEmpty()) missing.put("not there yet", notYet);
        return missing;
    }

    private static Optional<Class<?>> own(String sparks) {
        String simple = sparks.substring(sparks.lastIndexOf('.') + 1);
        return Stream.of(CALLED.getOrDefault(sparks, "api." + simple), "stream." + simple)
                .<Class<?>>mapMulti((name, found) -> {
                    try {
                        found.accept(Class.forName("dev.sluice." + name));
                    } catch (ClassNotFoundException e) {
                        // the other package has it, or none
                    }
                })
                .findFirst();
    }

    private static String shown(Class<?> type) {
        return type.getName().substring("dev.sluice.".length()).replace('$', '.');
    }

    private static Set<String> names(Class<?> type) {
        Set<String> names = new TreeSet<>();
        for (Method method : type.getMethods()) names.add(method.getName());
        for (Field field : type.getFields()) names.add(field.getName());
        return names;
    }

    private static Map<String, Set<String>> sparks() throws IOException {
        Map<String, Set<String>> classes = new LinkedHashMap<>();
        lines(SPARKS).forEach((name, methods) -> classes.put(name, new TreeSet<>(Arrays.asList(methods.split(" ")))));
        return classes;
    }

    /// A line may name several methods of a class: `Dataset.rdd,javaRDD: why`.
    private static Map<String, String> reasons() throws IOException {
        Map<String, String> reasons = new TreeMap<>();
        lines(REASONS).forEach((names, why) -> {
            int dot = names.lastIndexOf('.');
            for (String name : names.substring(dot + 1).split(","))
                reasons.put(names.substring(0, dot + 1) + name, why);
        });
        return reasons;
    }

    private static Map<String, String> lines(Path file) throws IOException {
        Map<String, String> lines = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank() || line.startsWith("#")) continue;
            String[] parts = line.split(": ", 2);
            lines.put(parts[0], parts[1]);
        }
        return lines;
    }
}
