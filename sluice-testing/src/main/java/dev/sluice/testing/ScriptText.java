package dev.sluice.testing;

import dev.sluice.error.Suggestion;
import dev.sluice.stream.OutputMode;
import dev.sluice.testing.ScriptStep.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads a `.stream` file: a line for each step, what belongs to it indented below.
///
/// ```text
/// # One sentence on what this shows.
/// source words (value STRING)
/// query complete
///   SELECT value, count(*) AS n FROM STREAM words GROUP BY value
/// feed words
///   a
///   a
/// emits
///   a | 2
/// ```
final class ScriptText {

    private static final List<String> WORDS = List.of(
            "source",
            "table",
            "config",
            "key",
            "depends-on-cuts",
            "query",
            "feed",
            "emits",
            "restart",
            "fails",
            "refused");

    private final String file;
    private final List<ScriptStep> steps = new ArrayList<>();

    private ScriptText(String file) {
        this.file = file;
    }

    static Script read(Path path) {
        List<String> lines;
        try {
            lines = Files.readAllLines(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parse(path.getFileName().toString(), lines);
    }

    /// @throws IllegalArgumentException naming the line that can't be read
    static Script parse(String file, List<String> lines) {
        var text = new ScriptText(file);
        for (int i = 0; i < lines.size(); ) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                i++;
                continue;
            }
            int end = i + 1;
            while (end < lines.size() && lines.get(end).startsWith("  ")) end++;
            List<String> body = lines.subList(i + 1, end).stream()
                    .map(each -> each.substring(2))
                    .toList();
            text.steps.add(text.step(new Place(file, i + 1), line, body));
            i = end;
        }
        return new Script("-Dstream=" + file, text.steps);
    }

    private ScriptStep step(Place place, String line, List<String> body) {
        String[] words = line.strip().split("\\s+", 2);
        String rest = words.length == 1 ? "" : words[1];
        try {
            return step(place, words[0], rest, body);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
        }
    }

    private ScriptStep step(Place place, String word, String rest, List<String> body) {
        return switch (word) {
            case "source" -> new ScriptStep.Source(place, name(rest), columns(rest));
            case "table" -> new ScriptStep.Table(place, name(rest), columns(rest), rows(body));
            case "config" -> {
                String[] setting = rest.split("\\s+", 2);
                if (setting.length < 2) throw new IllegalArgumentException("config is followed by a key and a value");
                yield new ScriptStep.Setting(place, setting[0], setting[1]);
            }
            case "key" -> new ScriptStep.Key(place, Arrays.asList(rest.split("\\s*,\\s*")));
            case "depends-on-cuts" -> new ScriptStep.DependsOnCuts(place, rest);
            case "query" -> new ScriptStep.Query(place, mode(rest), String.join("\n", body));
            case "feed" -> new ScriptStep.Feed(place, source(rest), rows(body));
            case "emits" -> new ScriptStep.Emits(place, rows(body), rest.equals("ordered"));
            case "restart" -> new ScriptStep.Restart(place);
            case "fails" -> new ScriptStep.Fails(place, error(body));
            case "refused" -> new ScriptStep.Refused(place, error(body));
            default ->
                throw new IllegalArgumentException("there is no step '" + word + "'"
                        + Suggestion.likely(word, WORDS)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse(""));
        };
    }

    private static String name(String rest) {
        if (!rest.contains("(") || !rest.endsWith(")")) {
            throw new IllegalArgumentException("expected NAME (COLUMN TYPE, …), found: " + rest);
        }
        return rest.substring(0, rest.indexOf('(')).strip();
    }

    private static String columns(String rest) {
        return rest.substring(rest.indexOf('(') + 1, rest.lastIndexOf(')'));
    }

    private String source(String name) {
        List<String> known = steps.stream()
                .filter(ScriptStep.Source.class::isInstance)
                .map(step -> ((ScriptStep.Source) step).name())
                .toList();
        if (known.contains(name)) return name;
        throw new IllegalArgumentException("there is no source '" + name + "'; " + file + " has " + known);
    }

    private static OutputMode mode(String word) {
        return OutputMode.named(word)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no output mode '" + word + "'; append, update and complete are"));
    }

    private static List<ScriptRow> rows(List<String> body) {
        return body.stream().map(ScriptRow::parse).toList();
    }

    private static ExpectedError error(List<String> body) {
        if (body.isEmpty()) throw new IllegalArgumentException("expected a condition and an SQLSTATE below");
        return ExpectedError.parse(body.getFirst(), body.subList(1, body.size()));
    }
}
