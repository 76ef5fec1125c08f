package dev.sluice.recorder;

import java.util.ArrayList;
import java.util.List;

/// A line of a stream script, and what is indented below it. Comments and blank lines are steps too, so that they stay
/// where they are.
record ScriptStep(String directive, List<String> body) {

    static List<ScriptStep> parse(List<String> lines) {
        List<ScriptStep> steps = new ArrayList<>();
        for (String line : lines) {
            boolean isBody = line.startsWith("  ") && !line.isBlank();
            if (isBody && !steps.isEmpty() && !steps.get(steps.size() - 1).word().startsWith("#")) {
                steps.get(steps.size() - 1).body().add(line.substring(2));
            } else {
                steps.add(new ScriptStep(line.stripTrailing(), new ArrayList<>()));
            }
        }
        return steps;
    }

    String word() {
        return directive.split("\\s+", 2)[0];
    }

    String rest() {
        String[] parts = directive.split("\\s+", 2);
        return parts.length < 2 ? "" : parts[1].strip();
    }

    /// The body as one text, such as a query.
    String text() {
        return String.join("\n", body);
    }

    ScriptStep withBody(List<String> lines) {
        return new ScriptStep(directive, lines);
    }

    List<String> written() {
        List<String> lines = new ArrayList<>(List.of(directive));
        body.forEach(line -> lines.add("  " + line));
        return lines;
    }
}
