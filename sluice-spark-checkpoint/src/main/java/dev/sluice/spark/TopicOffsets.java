package dev.sluice.spark;

import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the topics of an input begin, before its first micro-batch: `sources/0/0` in Spark.
///
/// ```text
/// a zero byte, "v1", and a line such as {"clicks":{"0":23,"1":0}}
/// ```
///
/// Spark looks there if its first micro-batch has to be run again, and else nowhere.
final class TopicOffsets {

    private static final String BEGIN = "\0v1\n";
    /// What a range of ours calls them.
    private static final String START = "start";

    private TopicOffsets() {}

    private static String name(Input input) {
        return input.log() + "/0";
    }

    /// The file of an input whose first micro-batch is a range, or null if it does not say where that begins.
    static @Nullable String file(InputRange range) {
        JsonValue start = range.replay() instanceof JsonObject replay ? replay.get(START) : null;
        return range.from() != null || start == null ? null : BEGIN + start.toText();
    }

    static void write(Input input, String file, SparkFiles files) {
        files.create(name(input), file);
    }

    /// What our source needs to read a range again: where those partitions begin that it does not say it of. In the
    /// first micro-batch that is what Spark noted; partitions that are new later begin with their first record.
    ///
    /// @throws dev.sluice.error.SluiceException if the file is missing or damaged
    static JsonValue replay(Input input, SparkFiles files, @Nullable Offset from, Offset to) {
        if (from == null) {
            return JsonValue.object().put(START, initial(input, files)).build();
        }
        Map<String, Map<String, Long>> starts = new LinkedHashMap<>();
        to.json().asObject().fields().forEach((topic, ends) -> {
            JsonValue known = from.json().asObject().get(topic);
            for (String partition : ends.asObject().fields().keySet()) {
                if (known != null && known.asObject().get(partition) != null) continue;
                starts.computeIfAbsent(topic, _ -> new LinkedHashMap<>()).put(partition, 0L);
            }
        });
        return JsonValue.object().put(START, starts).build();
    }

    private static JsonObject initial(Input input, SparkFiles files) {
        String name = name(input);
        String text = new String(SparkFiles.read(files.storage(), files.path(name)), StandardCharsets.UTF_8);
        if (!text.startsWith(BEGIN)) {
            throw SparkFiles.damaged(files.path(name), "it does not begin as where topics begin, in version 1");
        }
        return files.parse(name, text.substring(BEGIN.length()), json -> {
            input.check(json);
            return json;
        });
    }
}
