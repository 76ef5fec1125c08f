package dev.sluice.testing;

import dev.sluice.error.SluiceException;
import dev.sluice.progress.QueryProgress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is said of a script that failed: where, in which way, how to run exactly this again; the script with an arrow
/// at the step, expected and actual side by side; how far the query had come, and its plan.
///
/// @param label the way
/// @param progress of the last micro-batch
record ScriptReport(Script script, String label, ScriptStep at, Optional<QueryProgress> progress, String plan) {

    private static final String BODY = "           ";

    String rows(List<ScriptRow> expected, List<ScriptRow> actual, boolean ordered) {
        return text(SideBySide.of(lines(expected), lines(actual), ordered));
    }

    String batches(List<ScriptStep.Batch> expected, List<ScriptStep.Batch> actual) {
        return text(SideBySide.of(batchLines(expected), batchLines(actual), true));
    }

    String operators(List<String> expected, List<String> actual) {
        return text(SideBySide.of(expected, actual, true));
    }

    String values(String expected, String actual) {
        return text(SideBySide.stacked(List.of(expected), List.of(actual)));
    }

    String errors(ExpectedError expected, Optional<SluiceException> actual) {
        List<String> found =
                actual.map(error -> ExpectedError.shown(error).lines().toList()).orElse(List.of("no error"));
        return text(SideBySide.stacked(expected.toString().lines().toList(), found));
    }

    String thrown(SluiceException error) {
        return text(SideBySide.stacked(
                List.of("no error"), error.getMessage().lines().toList()));
    }

    private static List<String> lines(List<ScriptRow> rows) {
        return rows.stream().map(ScriptRow::toString).toList();
    }

    /// The rows of a micro-batch in the order of their text, as theirs means nothing.
    private static List<String> batchLines(List<ScriptStep.Batch> batches) {
        return batches.stream()
                .flatMap(batch -> Stream.concat(
                        Stream.of("-- " + batch.id()),
                        lines(batch.rows()).stream().sorted()))
                .toList();
    }

    private String text(List<String> difference) {
        var out = new StringBuilder();
        out.append(at.place()).append("   way: ").append(label).append('\n');
        out.append("rerun: ").append(rerun()).append("\n\n");
        int number = 0;
        for (ScriptStep step : script.steps()) {
            if (step.isAction()) number++;
            boolean here = step == at;
            String count = step.isAction() ? String.valueOf(number) : "";
            out.append("%4s %3s   ".formatted(here ? "=>" : "", count))
                    .append(head(step))
                    .append('\n');
            List<String> body = here && step.isAction() ? difference : body(step);
            body.forEach(line -> out.append(BODY).append("  ").append(line).append('\n'));
            if (here && !step.isAction())
                difference.forEach(line -> out.append(BODY).append(line).append('\n'));
        }
        progress.ifPresent(last -> out.append('\n').append(reached(last)));
        if (!plan.isEmpty()) out.append('\n').append(plan);
        return out.toString().stripTrailing();
    }

    /// In the module whose tests run: surefire starts them in its directory.
    private String rerun() {
        Path module = Path.of("").toAbsolutePath().getFileName();
        return "./mvnw test -pl " + module + " -am " + script.rerun() + " -Dway=" + label;
    }

    private static String reached(QueryProgress last) {
        String offsets = last.sources().stream()
                .map(source -> source.description() + "=" + source.endOffset().toText())
                .collect(Collectors.joining(" "));
        String state = last.stateOperators().stream()
                .map(operator -> operator.name() + " " + operator.numRowsTotal() + " rows")
                .collect(Collectors.joining(", "));
        return "micro-batch " + last.batchId() + "   offsets " + offsets + (state.isEmpty() ? "" : "   state " + state)
                + "\n";
    }

    private static String head(ScriptStep step) {
        return switch (step) {
            case ScriptStep.Source(_, String name, String columns, var time) ->
                "source " + name + " (" + columns + ")"
                        + (time == null ? "" : " watermark " + time.column() + " - " + time.delay());
            case ScriptStep.Table(_, String name, String columns, _) -> "table " + name + " (" + columns + ")";
            case ScriptStep.Setting(_, String key, String value) -> "config " + key + " " + value;
            case ScriptStep.Key(_, List<String> columns) -> "key " + String.join(", ", columns);
            case ScriptStep.DependsOnCuts(_, String reason) -> "depends-on-cuts " + reason;
            case ScriptStep.HoldsBack(_, String reason) -> "holds-back " + reason;
            case ScriptStep.View(_, String name, _) -> "view " + name;
            case ScriptStep.Put(_, String source, _) -> "put " + source;
            case ScriptStep.Batches _ -> "batches";
            case ScriptStep.Watermark(_, String time) -> "watermark " + time;
            case ScriptStep.Late(_, long rowCount) -> "late " + rowCount;
            case ScriptStep.LateRows _ -> "late-rows";
            case ScriptStep.State(_, String operator, long rowCount) -> "state " + operator + " " + rowCount;
            case ScriptStep.Operators _ -> "operators";
            case ScriptStep.Query(_, var mode, _) -> "query " + mode.word();
            case ScriptStep.Target(_, var target) ->
                "target " + target.name() + " " + target.mode().word();
            case ScriptStep.Inserts _ -> "inserts";
            case ScriptStep.Feed(_, String source, _) -> "feed " + source;
            case ScriptStep.Emits(_, _, boolean ordered) -> ordered ? "emits ordered" : "emits";
            case ScriptStep.Restart _ -> "restart";
            case ScriptStep.Fails _ -> "fails";
            case ScriptStep.Refused _ -> "refused";
        };
    }

    private static List<String> body(ScriptStep step) {
        return switch (step) {
            case ScriptStep.Table(_, _, _, List<ScriptRow> rows) -> lines(rows);
            case ScriptStep.View(_, _, ScriptStep.Rows rows) -> said(rows);
            case ScriptStep.Query(_, _, ScriptStep.Rows rows) -> said(rows);
            case ScriptStep.Inserts(_, String sql) -> sql.lines().toList();
            case ScriptStep.Put(_, _, List<ScriptRow> rows) -> lines(rows);
            case ScriptStep.Batches(_, List<ScriptStep.Batch> batches) -> batchLines(batches);
            case ScriptStep.Feed(_, _, List<ScriptRow> rows) -> lines(rows);
            case ScriptStep.Emits(_, List<ScriptRow> rows, _) -> lines(rows);
            case ScriptStep.LateRows(_, List<ScriptRow> rows) -> lines(rows);
            case ScriptStep.Operators(_, List<String> lines) -> lines;
            case ScriptStep.Fails(_, ExpectedError error) ->
                error.toString().lines().toList();
            case ScriptStep.Refused(_, ExpectedError error) ->
                error.toString().lines().toList();
            case ScriptStep.Source _,
                    ScriptStep.Target _,
                    ScriptStep.Setting _,
                    ScriptStep.Key _,
                    ScriptStep.DependsOnCuts _,
                    ScriptStep.HoldsBack _,
                    ScriptStep.Watermark _,
                    ScriptStep.Late _,
                    ScriptStep.State _,
                    ScriptStep.Restart _ -> new ArrayList<>();
        };
    }

    private static List<String> said(ScriptStep.Rows rows) {
        return Stream.concat(rows.sql().lines(), rows.calls().stream().map(call -> "then " + call))
                .toList();
    }
}
