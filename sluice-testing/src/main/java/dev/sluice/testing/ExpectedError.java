package dev.sluice.testing;

import dev.sluice.error.SluiceException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An error that a script or a SQL test asks for.
///
/// What was recorded from Spark has a name of Spark's own wherever it has one; where it has none
/// (`_LEGACY_ERROR_TEMP_…`, or the name of a class), Sluice has a name of its own, and only the text is compared.
///
/// @param message what it says up to where the statement is shown, or null if that does not matter
public record ExpectedError(
        String condition,
        @Nullable String sqlState,
        @Nullable String message) {

    /// Reads a recorded error: the condition and SQLSTATE, then the message.
    static ExpectedError parse(String head, List<String> message) {
        String[] words = head.strip().split(" +");
        return new ExpectedError(words[0], words[1], String.join("\n", message));
    }

    boolean isMetBy(SluiceException error) {
        boolean named = !hasNoName();
        return (!named || condition.equals(error.getCondition()))
                && (!named || sqlState == null || sqlState.equals(error.getSqlState()))
                && (message == null || text(message).equals(text(error.sentence())));
    }

    private boolean hasNoName() {
        return condition.startsWith("_LEGACY_") || condition.contains(".spark.") || condition.startsWith("java.");
    }

    /// The text alone: without condition and SQLSTATE, which are compared for themselves, and without what Spark says
    /// and shows of the place, which Sluice does in a way of its own.
    private static String text(String message) {
        int shown = message.indexOf("\n== SQL");
        return (shown < 0 ? message : message.substring(0, shown))
                .replaceAll("(?m)^\\.$", "")
                .strip()
                .replaceFirst("^\\[[A-Z_0-9.]+] ", "")
                .replaceFirst("; line \\d+ pos \\d+;?$", "")
                .replaceFirst(" ?\\(line \\d+, pos \\d+\\)$", "")
                .replaceFirst(" SQLSTATE: [0-9A-Z]{5}$", "")
                .replaceAll("#\\d+L?", "#x");
    }

    @Override
    public String toString() {
        return condition + (sqlState == null ? "" : " " + sqlState) + (message == null ? "" : "\n" + message);
    }

    /// An error in the form of an expected one, to be shown beside it.
    static String shown(SluiceException error) {
        return error.getCondition() + " " + error.getSqlState() + "\n" + error.sentence();
    }
}
