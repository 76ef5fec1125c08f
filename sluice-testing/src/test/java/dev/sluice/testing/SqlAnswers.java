package dev.sluice.testing;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Session;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Asks a session for what was recorded, and says where it differs.
final class SqlAnswers {

    private final Session session;
    private final String data;
    private final Function<DataFrame, List<String>> rows;

    /// @param data the directory that `${data}` stands for
    SqlAnswers(Session session, String data) {
        this(session, data, DataFrame::toJSON);
    }

    /// @param rows gives the rows of a query, as JSON
    SqlAnswers(Session session, String data, Function<DataFrame, List<String>> rows) {
        this.session = session;
        this.data = data;
        this.rows = rows;
    }

    /// What differs from the recorded answer, expected and actual, or nothing.
    Optional<String> difference(SqlFile.Statement statement) {
        String sql = statement.sql().replace("${data}", data);
        List<String> expected = statement.answer().stream()
                .map(line -> line.replace("${data}", data))
                .toList();
        List<String> actual;
        try {
            actual = answer(sql, statement.wantsRows());
        } catch (SluiceException e) {
            return errorDifference(expected, e);
        }
        return isSame(expected, actual, statement.ordered())
                ? Optional.empty()
                : Optional.of(sideBySide(expected, actual));
    }

    private List<String> answer(String sql, boolean wantsRows) {
        DataFrame frame = session.sql(sql);
        if (!wantsRows) return List.of("ok");
        List<String> lines = new ArrayList<>();
        lines.addAll(
                frame.schema().size() == 0
                        ? List.of(".")
                        : frame.schema().toDdl().lines().toList());
        lines.addAll(rows.apply(frame));
        return lines;
    }

    // ---- rows

    private static boolean isSame(List<String> expected, List<String> actual, boolean ordered) {
        if (expected.size() != actual.size() || !expected.getFirst().equals(actual.getFirst())) return false;
        List<String> rows = expected.subList(1, expected.size());
        List<String> found = actual.subList(1, actual.size());
        return ordered ? canonical(rows).equals(canonical(found)) : sorted(rows).equals(sorted(found));
    }

    private static List<String> sorted(List<String> rows) {
        return canonical(rows).stream().sorted().toList();
    }

    /// Rows as values: how a character was escaped does not count, numbers count as they are written.
    private static List<String> canonical(List<String> rows) {
        return rows.stream()
                .map(row -> row.startsWith("{") && !hasDuplicates(row)
                        ? JsonValue.parse(row).toText()
                        : row)
                .toList();
    }

    /// Two columns of one name would be one field of the tree.
    private static boolean hasDuplicates(String row) {
        return JsonValue.parse(row).toText().length() * 10 < row.length() * 9;
    }

    // ---- errors

    private static Optional<String> errorDifference(List<String> expected, SluiceException error) {
        List<String> saying = ("error " + ExpectedError.shown(error)).lines().toList();
        String head = expected.getFirst();
        if (!head.startsWith("error ")) return Optional.of(sideBySide(expected, saying));
        var asked = ExpectedError.parse(head.substring("error ".length()), expected.subList(1, expected.size()));
        return asked.isMetBy(error) ? Optional.empty() : Optional.of(sideBySide(expected, saying));
    }

    private static String sideBySide(List<String> expected, List<String> actual) {
        return "expected " + String.join("\n         ", expected) + "\nactual   " + String.join("\n         ", actual);
    }
}
