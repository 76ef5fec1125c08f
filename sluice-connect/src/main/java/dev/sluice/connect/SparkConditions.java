package dev.sluice.connect;

import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The conditions that clients know, from the catalogue that Spark publishes with them. A client makes the message of
/// an error from the condition and its parameters: one that it does not know, or a parameter that is missing, it calls
/// its own fault.
final class SparkConditions {

    /// Any text.
    private static final String PLAIN = "_LEGACY_ERROR_TEMP_3102";

    private static final Pattern PARAMETER = Pattern.compile("<(\\w+)>");
    /// Parameters that have the same value in all of Spark's errors.
    private static final Map<String, String> EVERYWHERE = Map.of(
            "searchPath",
            "[`system`.`builtin`, `system`.`session`, `spark_catalog`.`default`]",
            "docroot",
            "https://spark.apache.org/docs/latest");

    private static volatile @Nullable JsonObject catalogue;

    private SparkConditions() {}

    /// A condition with the parameters that its text has.
    record Said(String condition, Map<String, String> parameters) {}

    /// @param message the text of an error whose condition clients don't know
    static Said of(String condition, Map<String, String> parameters, String message) {
        if (condition.equals("SLUICE_UNKNOWN_CONFIG")) {
            return new Said("SQL_CONF_NOT_FOUND", Map.of("sqlConf", '"' + parameters.get("key") + '"'));
        }
        String template = template(condition);
        if (template == null) return new Said(PLAIN, Map.of("msg", message));
        Map<String, String> complete = new LinkedHashMap<>(parameters);
        Matcher names = PARAMETER.matcher(template);
        while (names.find()) {
            complete.merge(
                    names.group(1),
                    EVERYWHERE.getOrDefault(names.group(1), ""),
                    (own, usual) -> own.isEmpty() ? usual : own);
        }
        return new Said(condition, complete);
    }

    private static @Nullable String template(String condition) {
        int dot = condition.indexOf('.');
        String main = dot < 0 ? condition : condition.substring(0, dot);
        if (!(catalogue().get(main) instanceof JsonObject known)) return null;
        String text = text(known);
        if (dot < 0) return text;
        JsonValue parts = known.get("subClass");
        return parts instanceof JsonObject all && all.get(condition.substring(dot + 1)) instanceof JsonObject part
                ? text + text(part)
                : null;
    }

    private static String text(JsonObject condition) {
        JsonValue message = condition.get("message");
        return message == null ? "" : message.toText();
    }

    private static JsonObject catalogue() {
        JsonObject read = catalogue;
        if (read != null) return read;
        try (InputStream file = SparkConditions.class.getResourceAsStream("/error/error-conditions.json")) {
            String text = new String(
                    Objects.requireNonNull(file, "error-conditions.json").readAllBytes(), StandardCharsets.UTF_8);
            read = (JsonObject) JsonValue.parse(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        catalogue = read;
        return read;
    }
}
