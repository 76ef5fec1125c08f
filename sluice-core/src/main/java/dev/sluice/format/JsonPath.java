package dev.sluice.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A way into a JSON value as `get_json_object` takes it: `$.store.fruit[0]['a name'][*]`.
///
/// @param steps from the outermost value inwards
public record JsonPath(List<Step> steps) {

    public JsonPath {
        steps = List.copyOf(steps);
    }

    public sealed interface Step {}

    /// `.name` or `['name']`
    record Named(byte[] name) implements Step {}

    /// `[n]`, from 0
    record Item(long index) implements Step {}

    /// `[*]`
    record EachItem() implements Step {}

    /// `.*`, which finds nothing, in Spark either
    record EachField() implements Step {}

    // Where space may stand is Spark's: it is passed over where a word or a name is looked for, not before a sign.
    private static final Pattern STEP = Pattern.compile("\\s*(\\.\\*|\\['\\*'\\])"
            + "|\\.\\s*([^.\\[\\s][^.\\[]*)"
            + "|\\s*\\['\\s*([^'\\s][^']*)'\\]"
            + "|\\[(?:\\*|\\s*(\\d+))\\]");

    /// The path of a text, or nothing if it is none.
    public static Optional<JsonPath> parse(String text) {
        if (!text.startsWith("$")) return Optional.empty();
        List<Step> steps = new ArrayList<>();
        Matcher step = STEP.matcher(text);
        int at = 1;
        while (at < text.length()) {
            step.region(at, text.length());
            if (!step.lookingAt()) return text.substring(at).isBlank() ? found(steps) : Optional.empty();
            at = step.end();
            Optional<Step> next = step(step);
            if (next.isEmpty()) return Optional.empty();
            steps.add(next.get());
        }
        return found(steps);
    }

    private static Optional<JsonPath> found(List<Step> steps) {
        return Optional.of(new JsonPath(steps));
    }

    private static Optional<Step> step(Matcher step) {
        if (step.group(1) != null) return Optional.of(new EachField());
        String name = step.group(2) == null ? step.group(3) : step.group(2);
        if (name != null) return Optional.of(new Named(name.getBytes(StandardCharsets.UTF_8)));
        if (step.group(4) == null) return Optional.of(new EachItem());
        try {
            return Optional.of(new Item(Long.parseLong(step.group(4))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
