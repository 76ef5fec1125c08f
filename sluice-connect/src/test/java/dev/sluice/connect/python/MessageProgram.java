package dev.sluice.connect.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A piece of a Python program, the messages that PySpark sends for it, and the answers:
///
/// ```
/// == spark.range(2).collect()
/// ExecutePlan root { range { start: 0 end: 2 step: 1 } }
/// > schema id BIGINT NOT NULL
/// ```
///
/// A line behind `>` is of Spark's answer. A program that Sluice answers otherwise has a line `differs: ` with the
/// reason under its title, and lines behind `<` for the answer of Sluice.
///
/// @param title the piece of Python
/// @param differs why Sluice answers otherwise; null if it does not
record MessageProgram(String title, @Nullable String differs, List<Step> steps) {

    private static final String DIFFERS = "differs: ";

    /// @param method of the service
    /// @param message in protobuf's text format
    /// @param spark lines of Spark's answer
    /// @param own lines of Sluice's, where it differs
    record Step(String method, String message, List<String> spark, List<String> own) {}

    static List<MessageProgram> read(Path file) throws IOException {
        List<MessageProgram> programs = new ArrayList<>();
        for (String part : Files.readString(file).split("(?m)^== ")) {
            if (!part.isBlank() && !part.startsWith("#"))
                programs.add(program(part.lines().toList()));
        }
        return programs;
    }

    private static MessageProgram program(List<String> lines) {
        String differs = null;
        List<Step> steps = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            if (line.isBlank()) continue;
            if (line.startsWith(DIFFERS)) differs = line.substring(DIFFERS.length());
            else if (line.startsWith(">")) steps.getLast().spark().add(answer(line));
            else if (line.startsWith("<")) steps.getLast().own().add(answer(line));
            else if (line.startsWith("  ")) steps.add(continued(steps.removeLast(), line));
            else steps.add(begun(line));
        }
        return new MessageProgram(lines.getFirst(), differs, steps);
    }

    private static String answer(String line) {
        return line.substring(Math.min(2, line.length()));
    }

    private static Step begun(String line) {
        int space = line.indexOf(' ');
        String method = space < 0 ? line : line.substring(0, space);
        return new Step(method, space < 0 ? "" : line.substring(space + 1), new ArrayList<>(), new ArrayList<>());
    }

    private static Step continued(Step step, String line) {
        return new Step(step.method(), step.message() + "\n" + line, step.spark(), step.own());
    }

    String text() {
        var text = new StringBuilder("== ").append(title).append('\n');
        if (differs != null) text.append(DIFFERS).append(differs).append('\n');
        for (Step step : steps) {
            text.append((step.method() + " " + step.message()).strip()).append('\n');
            step.spark().forEach(line -> text.append(("> " + line).strip()).append('\n'));
            step.own().forEach(line -> text.append(("< " + line).strip()).append('\n'));
        }
        return text.append('\n').toString();
    }
}
