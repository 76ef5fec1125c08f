package dev.sluice.spark;

import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// One of the inputs of a query.
///
/// @param id by which our log names it
/// @param place by which Spark's does: where it stands in the plan
/// @param description what it reads
record Input(String id, int place, String description) {

    private static final String FILES = "FileStreamSource[";
    private static final Pattern PATTERN = Pattern.compile("[*?\\[{]");
    private static final String KAFKA = "KafkaV2[";

    /// The inputs in the order of the plan.
    ///
    /// @throws SluiceException if one has no offsets that both engines understand
    static List<Input> of(Opened opened, String path) {
        List<Input> inputs = new ArrayList<>();
        opened.sources().forEach((id, description) -> {
            var input = new Input(id, inputs.size(), description);
            if (!input.isFiles() && !description.startsWith(KAFKA)) {
                throw SparkFiles.notCovered(
                        path, "it reads " + description + ", and only files and topics of Kafka can be taken along");
            }
            inputs.add(input);
        });
        if (inputs.isEmpty()) throw SparkFiles.notCovered(path, "it does not say what the query reads");
        return inputs;
    }

    boolean isFiles() {
        return description.startsWith(FILES);
    }

    /// Whether a file is where it reads, as far as its paths say that without their patterns.
    boolean mayRead(String path) {
        String all = description.substring(FILES.length(), description.length() - 1);
        return Arrays.stream(all.split(", "))
                .map(each -> each.startsWith("file:/") ? each.substring("file:".length()) : each)
                .map(each -> PATTERN.split(each, 2)[0])
                .anyMatch(path::startsWith);
    }

    /// Refuses what is no offset of it.
    ///
    /// @throws IllegalArgumentException with what is wrong
    void check(JsonValue offset) {
        if (isFiles()) {
            requirePlace(ReadFiles.offset(offset));
            return;
        }
        for (JsonValue topic : offset.asObject().fields().values()) {
            topic.asObject().fields().forEach((partition, end) -> {
                requirePlace(Integer.parseInt(partition));
                requirePlace(end.asLong());
            });
        }
    }

    private static void requirePlace(long place) {
        if (place < 0) throw new IllegalArgumentException("a place of " + place);
    }

    /// The log of the files it read.
    String log() {
        return "sources/" + place;
    }

    /// Whether it names its files by where they are from here, and not from the root.
    boolean isRelative() {
        String path = description.substring(FILES.length());
        return !path.startsWith("/") && !path.startsWith("file:") && !path.contains("://");
    }
}
