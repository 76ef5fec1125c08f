package dev.sluice.benchmarks.nexmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One of the questions, over the views `person`, `auction` and `bid`; the resource `nexmark/NAME.sql`:
///
/// ```text
/// -- Last bid: of each person in each auction.     what is asked
/// -- mode: update                                  the output mode
/// -- key: auction, bidder                          what says which row of an update takes the place of which
/// -- rewritten: The original numbers the bids …    how it differs from the original
/// -- clock: yes                                    the answer depends on when it is asked
/// -- refused: CONDITION                            it can't be asked of a stream, ...
/// -- why: OVER on a stream.                        ... for this reason
/// SELECT …
/// ```
///
/// @param says what stands behind the words with a colon
public record NexmarkQuery(String name, String title, Map<String, String> says, String sql) {

    private static final int LAST = 22;

    /// q0 to q22.
    public static List<String> names() {
        return Stream.iterate(0, number -> number <= LAST, number -> number + 1)
                .map(number -> "q" + number)
                .toList();
    }

    /// @param name one of [#names]
    public static NexmarkQuery of(String name) {
        return parse(name, text(name));
    }

    /// Parses the text of a file.
    static NexmarkQuery parse(String name, String text) {
        List<String> comments = new ArrayList<>();
        List<String> sql = new ArrayList<>();
        text.lines().forEach(line -> (line.startsWith("-- ") ? comments : sql).add(line));
        Map<String, String> says = new LinkedHashMap<>();
        for (String comment : comments.subList(1, comments.size())) {
            String[] words = comment.substring(3).split(": ", 2);
            if (words.length < 2) throw new IllegalArgumentException(name + ": " + comment);
            says.put(words[0], words[1]);
        }
        return new NexmarkQuery(name, comments.getFirst().substring(3), says, String.join("\n", sql));
    }

    public String mode() {
        String mode = says.get("mode");
        if (mode == null) throw new IllegalArgumentException(name + " says no mode");
        return mode;
    }

    /// The columns that say which row is which; none if every row counts.
    public List<String> key() {
        String key = says.get("key");
        return key == null ? List.of() : List.of(key.split(", ", -1));
    }

    /// The condition of the error with which a stream refuses it, or null if it can be asked.
    public @Nullable String refused() {
        return says.get("refused");
    }

    /// Whether its answer depends on when it is asked.
    public boolean dependsOnClock() {
        return says.containsKey("clock");
    }

    private static String text(String name) {
        try (InputStream resource = NexmarkQuery.class.getResourceAsStream("/nexmark/" + name + ".sql")) {
            if (resource == null) throw new IllegalArgumentException("there is no query " + name);
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
