package dev.sluice.recorder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/// A `.stream` file: a script, or several with a line `==== NAME` above each.
final class StreamFile {

    private final List<String> lines;

    StreamFile(String text) {
        lines = text.lines().toList();
    }

    /// @param sessions gives one for each script: its views and settings are its own
    /// @throws IllegalStateException naming the script that can't be answered
    String record(Supplier<SparkSession> sessions, Path scratch) {
        List<String> written = new ArrayList<>();
        String name = "";
        for (int from = 0; from < lines.size(); ) {
            if (lines.get(from).startsWith("==== ")) {
                name = lines.get(from);
                written.add(lines.get(from++));
            }
            int to = from;
            while (to < lines.size() && !lines.get(to).startsWith("==== ")) to++;
            try {
                written.addAll(new StreamScript(lines.subList(from, to), sessions.get(), scratch).record());
            } catch (RuntimeException e) {
                throw name.isEmpty() ? e : new IllegalStateException(name + ": " + e.getMessage(), e);
            }
            from = to;
        }
        return String.join("\n", written) + "\n";
    }
}
