package dev.sluice.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A `.test` file: statements with the answers that Spark gave. `tools/spark-recorder` writes them and describes the
/// form.
record SqlFile(Path path, List<Statement> statements) {

    /// A statement and its answer.
    ///
    /// @param number its place in the file, from 1
    /// @param line where its text begins
    /// @param wantsRows whether the rows are compared, or only that it runs
    /// @param ordered whether the order of the rows counts
    record Statement(int number, int line, boolean wantsRows, boolean ordered, String sql, List<String> answer) {

        boolean isError() {
            return answer.getFirst().startsWith("error ");
        }

        /// What Spark writes where text would end the block is text again.
        String errorMessage() {
            return String.join("\n", answer.subList(1, answer.size()));
        }

        String firstLine() {
            return sql.lines().findFirst().orElse("");
        }
    }

    String name() {
        return path.getFileName().toString();
    }

    static SqlFile read(Path path) {
        List<String> lines;
        try {
            lines = Files.readAllLines(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Statement> statements = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= lines.size(); i++) {
            if (i < lines.size() && !lines.get(i).isBlank()) continue;
            add(statements, lines, from, i);
            from = i + 1;
        }
        return new SqlFile(path, List.copyOf(statements));
    }

    private static void add(List<Statement> statements, List<String> lines, int from, int to) {
        int start = from;
        while (start < to && lines.get(start).startsWith("#")) start++;
        if (start == to) return;
        int rule = start + lines.subList(start, to).indexOf("----");
        if (rule < start) throw new IllegalArgumentException("line " + (start + 1) + ": a statement without an answer");
        String head = lines.get(start);
        statements.add(new Statement(
                statements.size() + 1,
                start + 2,
                head.startsWith("query"),
                head.endsWith("ordered"),
                String.join("\n", lines.subList(start + 1, rule)),
                List.copyOf(lines.subList(rule + 1, to))));
    }
}
