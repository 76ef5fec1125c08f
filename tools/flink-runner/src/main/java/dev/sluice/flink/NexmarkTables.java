package dev.sluice.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.table.api.TableEnvironment;

/** The auction house: directories of CSV files without a header, of which the later files have the later rows. */
final class NexmarkTables {

    private static final int DELAY_SECONDS = 4;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");
    private static final Map<String, String> COLUMNS = Map.of(
            "person",
                    "id BIGINT, name STRING, emailAddress STRING, creditCard STRING, city STRING, state STRING,"
                            + " dateTime TIMESTAMP(3), extra STRING",
            "auction",
                    "id BIGINT, itemName STRING, description STRING, initialBid BIGINT, reserve BIGINT,"
                            + " dateTime TIMESTAMP(3), expires TIMESTAMP(3), seller BIGINT, category BIGINT,"
                            + " extra STRING",
            "bid",
                    "auction BIGINT, bidder BIGINT, price BIGINT, channel STRING, url STRING, dateTime TIMESTAMP(3),"
                            + " extra STRING");

    private NexmarkTables() {}

    /** @param data has a directory of each table */
    static void create(TableEnvironment tables, Path data) {
        COLUMNS.forEach((table, columns) -> tables.executeSql(Query.quoted(String.format(
                "CREATE TEMPORARY TABLE %s (%s, WATERMARK FOR dateTime AS dateTime - INTERVAL '%d' SECOND)"
                        + " WITH ('connector' = '%s', 'path' = '%s', 'format' = 'csv')",
                table, columns, DELAY_SECONDS, OrderedFiles.NAME, data.resolve(table).toUri()))));
        tables.executeSql("CREATE TEMPORARY TABLE side_input (key BIGINT, `value` STRING) WITH ('connector' = '"
                + SideInput.NAME + "')");
    }

    /** How far the watermark of a table has come when all its rows are read: its last row is its latest. */
    static String watermark(Path data, String table) throws IOException {
        List<String> names = Stream.of(COLUMNS.get(table).split(", "))
                .map(column -> column.substring(0, column.indexOf(' ')))
                .toList();
        try (Stream<Path> files = Files.list(data.resolve(table))) {
            Path last = files.max(Path::compareTo).orElseThrow();
            try (Stream<String> lines = Files.lines(last)) {
                String row = lines.reduce((before, line) -> line).orElseThrow();
                LocalDateTime time = LocalDateTime.parse(row.split(",", -1)[names.indexOf("dateTime")], TIME);
                return TIME.format(time.minusSeconds(DELAY_SECONDS));
            }
        }
    }
}
