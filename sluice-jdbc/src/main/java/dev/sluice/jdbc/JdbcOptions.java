package dev.sluice.jdbc;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is said of a database and its table: Spark's options, and ours for streams.
///
/// @param table what stands behind FROM: a table, or a query in brackets with a name
/// @param keyColumns of a row that may be written again; empty if rows are only added
/// @param sinkId whose micro-batches [BatchTable] counts
record JdbcOptions(
        String url,
        String table,
        @Nullable String user,
        @Nullable String password,
        @Nullable String driver,
        int fetchRows,
        int batchRows,
        int queryTimeoutSeconds,
        int isolation,
        boolean truncate,
        String createTableOptions,
        @Nullable String sessionInit,
        boolean preferNtz,
        @Nullable JdbcPartitions partitions,
        List<String> keyColumns,
        String sinkId,
        String batchTable) {

    static final String KEY_COLUMNS = "keyColumns";

    static final List<OptionSpec> OPTIONS = List.of(
            new OptionSpec("url", null, "Where the database is: jdbc:postgresql://host/name."),
            new OptionSpec("dbtable", null, "The table; or, for reading, a query in brackets with a name."),
            new OptionSpec("query", null, "A query to read, in the place of dbtable."),
            new OptionSpec("user", null, "Who asks."),
            new OptionSpec("password", null, "The user's."),
            new OptionSpec("driver", null, "The driver's class, if the url does not say enough."),
            new OptionSpec("partitionColumn", null, "A number, date or timestamp by which reading is parted."),
            new OptionSpec("lowerBound", null, "Where the parts begin; with partitionColumn."),
            new OptionSpec("upperBound", null, "Where the parts end; rows beyond the bounds are read too."),
            new OptionSpec("numPartitions", null, "How many parts are read at the same time."),
            new OptionSpec("fetchsize", "0", "How many rows a driver gets at once; 0 for what it likes."),
            new OptionSpec("batchsize", "1000", "How many rows are sent at once."),
            new OptionSpec("queryTimeout", "0", "How many seconds a statement may take; 0 for any."),
            new OptionSpec(
                    "isolationLevel",
                    "READ_UNCOMMITTED",
                    "NONE, READ_UNCOMMITTED, READ_COMMITTED, REPEATABLE_READ or SERIALIZABLE."),
            new OptionSpec("truncate", "false", "Overwriting empties the table instead of making it anew."),
            new OptionSpec("createTableOptions", "", "What stands behind CREATE TABLE."),
            new OptionSpec("sessionInitStatement", null, "A statement for each session before anything is read."),
            new OptionSpec("preferTimestampNTZ", "false", "Timestamps without zone are read as TIMESTAMP_NTZ."),
            new OptionSpec(
                    KEY_COLUMNS,
                    null,
                    "Columns by which rows are written in the place of older ones; names with commas."),
            new OptionSpec(
                    "sinkId",
                    null,
                    "Whose micro-batches are counted, if several queries write a table; else the table."),
            new OptionSpec(
                    "batchTable", "sluice_batches", "The table that counts them; it is created if there is none."));

    private static final List<String> ISOLATION =
            List.of("NONE", "READ_UNCOMMITTED", "READ_COMMITTED", "", "REPEATABLE_READ", "", "", "", "SERIALIZABLE");
    private static final Pattern SECRET = Pattern.compile("(?i)((?:password|secret|token)=)[^&;]*|//[^/@:]+:[^/@]+@");

    static JdbcOptions forReading(Options options) {
        Optional<String> table = options.get("dbtable");
        Optional<String> query = options.get("query");
        if (table.isEmpty() && query.isEmpty()) throw missing("dbtable", "the table to read; or 'query'");
        if (table.isPresent() && query.isPresent()) {
            throw invalid("dbtable", table.get(), "either this or 'query', and not both");
        }
        if (query.isPresent() && options.has("partitionColumn")) {
            throw invalid("query", query.get(), "absent with 'partitionColumn': say the query as dbtable '(…) AS t'");
        }
        return of(options, table.orElseGet(() -> "(" + query.orElseThrow() + ") SPARK_GEN_SUBQ_0"));
    }

    static JdbcOptions forWriting(Options options) {
        if (options.has("query")) throw invalid("query", options.get("query", ""), "absent in writing: say dbtable");
        return of(options, options.get("dbtable").orElseThrow(() -> missing("dbtable", "the table to write")));
    }

    private static JdbcOptions of(Options options, String table) {
        int isolation = ISOLATION.indexOf(options.get("isolationLevel", "READ_UNCOMMITTED"));
        if (isolation < 0) {
            throw invalid(
                    "isolationLevel", options.get("isolationLevel", ""), "one of " + String.join(", ", ISOLATION));
        }
        String batchTable = options.get("batchTable", "sluice_batches");
        if (!batchTable.matches("[\\w.]+")) throw invalid("batchTable", batchTable, "the name of a table");
        return new JdbcOptions(
                options.get("url")
                        .filter(url -> !url.isBlank())
                        .orElseThrow(
                                () -> missing("url", "where the database is, such as jdbc:postgresql://host/name")),
                table,
                options.get("user").orElse(null),
                options.get("password").orElse(null),
                options.get("driver").orElse(null),
                count(options, "fetchsize", 0),
                Math.max(1, count(options, "batchsize", 1000)),
                count(options, "queryTimeout", 0),
                isolation,
                flag(options, "truncate"),
                options.get("createTableOptions", ""),
                options.get("sessionInitStatement").orElse(null),
                flag(options, "preferTimestampNTZ"),
                JdbcPartitions.of(options),
                names(options.get(KEY_COLUMNS, "")),
                options.get("sinkId", table),
                batchTable);
    }

    /// The url without what nobody should see in a log.
    String shownUrl() {
        return SECRET.matcher(url).replaceAll(match -> match.group(1) == null ? "//*****@" : match.group(1) + "*****");
    }

    static int count(Options options, String name, int otherwise) {
        Optional<String> said = options.get(name);
        if (said.isEmpty()) return otherwise;
        try {
            int value = Integer.parseInt(said.get().strip());
            if (value >= 0) return value;
        } catch (NumberFormatException e) {
            // Said below, as for a number below nothing.
        }
        throw invalid(name, said.get(), "a whole number, not negative");
    }

    private static boolean flag(Options options, String name) {
        return switch (options.get(name, "false").toLowerCase(java.util.Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(name, options.get(name, ""), "'true' or 'false'");
        };
    }

    private static List<String> names(String said) {
        if (said.isBlank()) return List.of();
        if (!said.strip().startsWith("[")) return List.of(said.strip().split("\\s*,\\s*"));
        try {
            return JsonValue.parse(said).asList().stream()
                    .map(JsonValue::asString)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw invalid(KEY_COLUMNS, said, "names of columns with commas, or a JSON array of them");
        }
    }

    static SluiceException missing(String option, String requirement) {
        return ErrorCondition.OPTION_MISSING
                .error()
                .with("option", option)
                .with("requirement", requirement)
                .build();
    }

    static SluiceException invalid(String option, String value, String requirement) {
        return ErrorCondition.INVALID_OPTION
                .error()
                .with("value", value)
                .with("option", option)
                .with("requirement", requirement)
                .build();
    }
}
