package dev.sluice.flink;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A query: Sluice's own text where Flink takes it too and has no way of its own to say it, else the resource
 * nexmark/NAME.sql.
 *
 * <p>At the end of its input Flink closes all windows, for there is nothing more to come. Queries that emit what the
 * watermark has passed say so by a line "-- closes: TABLES", and leave out by ${watermark} what the rows of these
 * tables did not close. A line "-- key: COLUMNS" is for what Flink updates where we append.
 *
 * @param key the columns that say which row of an update takes the place of which; none if every row counts
 * @param closes the tables whose watermarks close windows
 */
record Query(String name, String text, List<String> key, List<String> closes) {

    static Query of(String name, Path queries) throws IOException {
        String ours = Files.readString(queries.resolve(name + ".sql"));
        String text = ours;
        try (InputStream own = Query.class.getResourceAsStream("/nexmark/" + name + ".sql")) {
            if (own != null) text = new String(own.readAllBytes(), StandardCharsets.UTF_8);
        }
        String sql = text.lines().filter(line -> !line.startsWith("-- ")).collect(Collectors.joining("\n"));
        List<String> key = said("key", text);
        return new Query(name, quoted(sql), key.isEmpty() ? said("key", ours) : key, said("closes", text));
    }

    /** @param data has a directory of each table */
    String sql(Path data) throws IOException {
        if (closes.isEmpty()) return text;
        List<String> last = new ArrayList<>();
        for (String table : closes) last.add(NexmarkTables.watermark(data, table));
        return text.replace("${watermark}", "TIMESTAMP '" + last.stream().min(String::compareTo).orElseThrow() + "'");
    }

    /** With quotes around what is a word of Flink's grammar. */
    static String quoted(String sql) {
        return sql.replaceAll("\\bdateTime\\b", "`dateTime`");
    }

    private static List<String> said(String word, String text) {
        String begin = "-- " + word + ": ";
        return text.lines()
                .filter(line -> line.startsWith(begin))
                .flatMap(line -> List.of(line.substring(begin.length()).split(", ")).stream())
                .toList();
    }
}
