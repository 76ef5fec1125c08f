package dev.sluice.testing;

import dev.sluice.error.Suggestion;
import dev.sluice.stream.OutputMode;
import dev.sluice.testing.ScriptStep.Call;
import dev.sluice.testing.ScriptStep.EventTime;
import dev.sluice.testing.ScriptStep.Place;
import dev.sluice.testing.ScriptStep.Rows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
            "holds-back",
            "view",
            "query",
            "target",
            "inserts",
            "then",
            "put",
            "feed",
            "emits",
            "batches",
            "watermark",
            "late",
            "late-rows",
            "state",
            "operators",
            "restart",
            "fails",
            "refused");

    private static final Pattern WATERMARK = Pattern.compile("watermark\\s+(\\w+)\\s+-\\s+(.+)");
    private static final String BATCH = "-- ";

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
            text.add(new Place(file, i + 1), line, body);
            i = end;
        }
        return new Script("-Dstream=" + file, text.steps);
    }

    private void add(Place place, String line, List<String> body) {
        String[] words = line.strip().split("\\s+", 2);
        String rest = words.length == 1 ? "" : words[1];
        try {
            if (words[0].equals("then")) {
                steps.add(then(steps.isEmpty() ? null : steps.removeLast(), rest));
            } else {
                steps.add(step(place, words[0], rest, body));
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
        }
    }

    private ScriptStep step(Place place, String word, String rest, List<String> body) {
        return switch (word) {
            case "source" -> new ScriptStep.Source(place, name(rest), columns(rest), eventTime(rest));
            case "table" -> new ScriptStep.Table(place, name(rest), columns(rest), rows(body));
            case "config" -> {
                String[] setting = rest.split("\\s+", 2);
                if (setting.length < 2) throw new IllegalArgumentException("config is followed by a key and a value");
                yield new ScriptStep.Setting(place, setting[0], setting[1]);
            }
            case "key" -> new ScriptStep.Key(place, Arrays.asList(rest.split("\\s*,\\s*")));
            case "depends-on-cuts" -> new ScriptStep.DependsOnCuts(place, rest);
            case "holds-back" -> new ScriptStep.HoldsBack(place, rest);
            case "view" -> new ScriptStep.View(place, rest, sql(body));
            case "target" -> new ScriptStep.Target(place, target(rest));
            case "inserts" -> new ScriptStep.Inserts(place, String.join("\n", body));
            case "query" -> new ScriptStep.Query(place, mode(rest), sql(body));
            case "put" -> new ScriptStep.Put(place, source(rest), rows(body));
            case "feed" -> new ScriptStep.Feed(place, source(rest), rows(body));
            case "emits" -> new ScriptStep.Emits(place, rows(body), rest.equals("ordered"));
            case "batches" -> new ScriptStep.Batches(place, batches(body));
            case "watermark" -> new ScriptStep.Watermark(place, rest);
            case "late" -> new ScriptStep.Late(place, Long.parseLong(rest));
            case "late-rows" -> new ScriptStep.LateRows(place, rows(body));
            case "state" -> {
                String[] said = rest.split("\\s+", 2);
                if (said.length < 2) throw new IllegalArgumentException("state is followed by an operator and a count");
                yield new ScriptStep.State(place, said[0], Long.parseLong(said[1]));
            }
            case "operators" -> new ScriptStep.Operators(place, body);
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

    /// What `then` calls is called on the rows of the query or view before it.
    private static ScriptStep then(@Nullable ScriptStep before, String rest) {
        String[] said = rest.split("\\s+", 2);
        var call = new Call(said[0], said.length < 2 ? List.of() : Arrays.asList(said[1].split("\\s*,\\s*")));
        return switch (before) {
            case ScriptStep.View(Place place, String name, Rows rows) ->
                new ScriptStep.View(place, name, rows.then(call));
            case ScriptStep.Query(Place place, OutputMode mode, Rows rows) ->
                new ScriptStep.Query(place, mode, rows.then(call));
            case null, default -> throw new IllegalArgumentException("then follows a query or a view");
        };
    }

    private static Rows sql(List<String> body) {
        return new Rows(String.join("\n", body), List.of());
    }

    private static String name(String rest) {
        if (!rest.contains("(") || !rest.contains(")")) {
            throw new IllegalArgumentException("expected NAME (COLUMN TYPE, …), found: " + rest);
        }
        return rest.substring(0, rest.indexOf('(')).strip();
    }

    private static String columns(String rest) {
        return rest.substring(rest.indexOf('(') + 1, rest.lastIndexOf(')'));
    }

    /// What follows the columns: nothing, or `watermark at - 10 seconds`.
    private static @Nullable EventTime eventTime(String rest) {
        String said = rest.substring(rest.lastIndexOf(')') + 1).strip();
        if (said.isEmpty()) return null;
        var watermark = WATERMARK.matcher(said);
        if (watermark.matches()) return new EventTime(watermark.group(1), watermark.group(2));
        throw new IllegalArgumentException("expected watermark COLUMN - DELAY, found: " + said);
    }

    private String source(String name) {
        List<String> known = steps.stream()
                .filter(ScriptStep.Source.class::isInstance)
                .map(step -> ((ScriptStep.Source) step).name())
                .toList();
        if (known.contains(name)) return name;
        throw new IllegalArgumentException("there is no source '" + name + "'; " + file + " has " + known);
    }

    /// `counts update key page, user`.
    private static ScriptTarget target(String rest) {
        String[] words = rest.split("\\s+", 4);
        if (words.length < 2) throw new IllegalArgumentException("expected NAME MODE [key COLUMNS], found: " + rest);
        List<String> key = words.length < 4 ? List.of() : Arrays.asList(words[3].split("\\s*,\\s*"));
        return new ScriptTarget(words[0], mode(words[1]), key);
    }

    private static OutputMode mode(String word) {
        return OutputMode.named(word)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no output mode '" + word + "'; append, update and complete are"));
    }

    private static List<ScriptRow> rows(List<String> body) {
        return body.stream().map(ScriptRow::parse).toList();
    }

    private static List<ScriptStep.Batch> batches(List<String> body) {
        List<ScriptStep.Batch> batches = new ArrayList<>();
        for (int from = 0; from < body.size(); ) {
            int to = from + 1;
            while (to < body.size() && !body.get(to).startsWith(BATCH)) to++;
            if (!body.get(from).startsWith(BATCH)) {
                throw new IllegalArgumentException("expected " + BATCH + "NUMBER above the rows of a micro-batch");
            }
            long id = Long.parseLong(body.get(from).substring(BATCH.length()));
            batches.add(new ScriptStep.Batch(id, rows(body.subList(from + 1, to))));
            from = to;
        }
        return batches;
    }

    private static ExpectedError error(List<String> body) {
        if (body.isEmpty()) throw new IllegalArgumentException("expected a condition and an SQLSTATE below");
        return ExpectedError.parse(body.getFirst(), body.subList(1, body.size()));
    }
}
