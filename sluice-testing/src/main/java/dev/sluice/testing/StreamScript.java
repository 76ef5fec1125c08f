package dev.sluice.testing;

import dev.sluice.stream.OutputMode;
import dev.sluice.testing.ScriptStep.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A stream script in Java: takes down what is to happen; after the test method it is run.
///
/// ```java
/// @StreamTest
/// void wordsAreCounted(StreamScript stream) {
///     stream.source("words", "value STRING")
///             .query(OutputMode.UPDATE, "SELECT value, count(*) AS n FROM STREAM words GROUP BY value")
///             .key("value");
///
///     stream.feed("words", row("a"), row("a"));
///     stream.emits(row("a", 2));
/// }
/// ```
///
/// Since a script runs once in every [Way], the method must not do anything else. Times are said as text,
/// `row("2020-01-01 10:00:00")`, and so may everything else be.
public final class StreamScript {

    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final List<ScriptStep> steps = new ArrayList<>();

    StreamScript() {}

    /// A row, for [#feed] and [#emits]: null, text as `CAST(… AS STRING)` prints it, numbers, truths, lists and maps.
    public static ScriptRow row(@Nullable Object... cells) {
        List<@Nullable String> texts = new ArrayList<>();
        for (Object cell : cells) texts.add(cell == null ? null : text(cell));
        return new ScriptRow(texts);
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case List<?> list -> list.stream().map(StreamScript::text).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> text(entry.getKey()) + " -> " + text(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case ScriptRow struct ->
                struct.cells().stream().map(StreamScript::text).collect(Collectors.joining(", ", "{", "}"));
            case java.math.BigDecimal number -> number.toPlainString();
            case null, default -> String.valueOf(value);
        };
    }

    /// A stream that the script feeds.
    ///
    /// @param columns such as `name STRING, n INT`
    public StreamScript source(String name, String columns) {
        return add(new ScriptStep.Source(here(), name, columns, null));
    }

    /// A stream with a watermark: `eventTime` says when an event was, `delay`, such as `10 seconds`, how late it may
    /// come.
    public StreamScript source(String name, String columns, String eventTime, String delay) {
        return add(new ScriptStep.Source(here(), name, columns, new ScriptStep.EventTime(eventTime, delay)));
    }

    /// A static table.
    public StreamScript table(String name, String columns, ScriptRow... rows) {
        return add(new ScriptStep.Table(here(), name, columns, List.of(rows)));
    }

    /// A setting of the session.
    public StreamScript config(String key, String value) {
        return add(new ScriptStep.Setting(here(), key, value));
    }

    /// The columns by which rows of an update-mode result replace each other.
    public StreamScript key(String... columns) {
        return add(new ScriptStep.Key(here(), List.of(columns)));
    }

    /// Says that other micro-batches would give other results, so that they are not compared.
    public StreamScript dependsOnCuts(String reason) {
        return add(new ScriptStep.DependsOnCuts(here(), reason));
    }

    /// Says that the result holds rows back that may still change, so that a batch query would have more.
    public StreamScript holdsBack(String reason) {
        return add(new ScriptStep.HoldsBack(here(), reason));
    }

    /// The query; it reads the sources with `STREAM name`.
    public StreamScript query(OutputMode mode, String sql) {
        return add(new ScriptStep.Query(here(), mode, new ScriptStep.Rows(sql, List.of())));
    }

    /// Rows that a source gets in one step with those of the next [#feed].
    public StreamScript put(String source, ScriptRow... rows) {
        return add(new ScriptStep.Put(here(), source, List.of(rows)));
    }

    /// Appends rows to a source, in one step, and runs the query until it is quiet.
    public StreamScript feed(String source, ScriptRow... rows) {
        return add(new ScriptStep.Feed(here(), source, List.of(rows)));
    }

    /// What the micro-batches since the last such call wrote, in any order; in complete mode the last of them.
    public StreamScript emits(ScriptRow... rows) {
        return add(new ScriptStep.Emits(here(), Arrays.asList(rows), false));
    }

    /// As [#emits], in this order.
    public StreamScript emitsInOrder(ScriptRow... rows) {
        return add(new ScriptStep.Emits(here(), Arrays.asList(rows), true));
    }

    /// How many rows operators dropped as late in the micro-batches that [#emits] just showed.
    public StreamScript late(long rowCount) {
        return add(new ScriptStep.Late(here(), rowCount));
    }

    /// The watermark that the last micro-batch ran with, such as `2024-01-01 12:01:05`.
    public StreamScript watermark(String time) {
        return add(new ScriptStep.Watermark(here(), time));
    }

    /// How many rows the operators of a name, such as `stateStoreSave`, hold after the last micro-batch.
    public StreamScript state(String operator, long rowCount) {
        return add(new ScriptStep.State(here(), operator, rowCount));
    }

    /// Stops the query, and starts it again from its checkpoint.
    public StreamScript restart() {
        return add(new ScriptStep.Restart(here()));
    }

    /// The last feed ended the query with this condition, such as `DIVIDE_BY_ZERO`.
    public StreamScript fails(String condition) {
        return add(new ScriptStep.Fails(here(), new ExpectedError(condition, null, null)));
    }

    /// The query did not start, with this condition.
    public StreamScript refused(String condition) {
        return add(new ScriptStep.Refused(here(), new ExpectedError(condition, null, null)));
    }

    Script script(String rerun) {
        return new Script(rerun, steps);
    }

    private StreamScript add(ScriptStep step) {
        steps.add(step);
        return this;
    }

    /// The line of the test that called.
    private static Place here() {
        return STACK.walk(frames -> frames.filter(frame -> frame.getDeclaringClass() != StreamScript.class)
                .findFirst()
                .map(frame -> new Place(String.valueOf(frame.getFileName()), frame.getLineNumber()))
                .orElseThrow());
    }
}
