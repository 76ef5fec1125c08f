package dev.sluice.recorder;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/// Files of all formats with values of all types: written by Spark for Sluice's tests, or written by Sluice and read
/// here.
///
/// ```text
/// DIR/parquet-snappy/part-….parquet     what was written
/// DIR/parquet-snappy.txt                the rows that Spark reads there, each as text
/// ```
public final class FormatFiles {

    /// What is written with which codec or option, by the name of its directory.
    private static final Map<String, Map<String, String>> WRITTEN = new LinkedHashMap<>();

    static {
        for (String codec : List.of("snappy", "gzip", "zstd", "lz4_raw", "none")) {
            WRITTEN.put("parquet-" + codec, Map.of("compression", codec));
        }
        WRITTEN.put("parquet-int96", Map.of("spark.sql.parquet.outputTimestampType", "INT96"));
        WRITTEN.put("parquet-micros", Map.of("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS"));
        WRITTEN.put("parquet-millis", Map.of("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MILLIS"));
        WRITTEN.put("parquet-legacy", Map.of("spark.sql.parquet.writeLegacyFormat", "true"));
        WRITTEN.put("parquet-julian", Map.of("spark.sql.parquet.datetimeRebaseModeInWrite", "LEGACY"));
        WRITTEN.put("parquet-v2", Map.of("parquet.writer.version", "v2"));
        for (String codec : List.of("snappy", "zlib", "zstd", "none")) {
            WRITTEN.put("orc-" + codec, Map.of("compression", codec));
        }
        for (String codec : List.of("snappy", "deflate", "zstandard", "bzip2", "xz", "uncompressed")) {
            WRITTEN.put("avro-" + codec, Map.of("compression", codec));
        }
        WRITTEN.put("json-none", Map.of());
        WRITTEN.put("csv-none", Map.of("header", "true"));
        WRITTEN.put("xml-none", Map.of("rowTag", "row"));
    }

    private FormatFiles() {}

    public static void main(String[] arguments) throws IOException {
        String statement = Files.readString(Path.of(arguments[1]));
        Path directory = Path.of(arguments[2]).toAbsolutePath();
        SparkSession spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.warehouse.dir", Files.createTempDirectory("warehouse").toString())
                .getOrCreate();
        spark.sparkContext().setLogLevel("ERROR");
        if (arguments[0].equals("--formats-write")) {
            write(spark, statement, directory);
        } else {
            read(spark, statement, directory);
        }
        spark.stop();
    }

    private static void write(SparkSession spark, String statement, Path directory) throws IOException {
        for (Map.Entry<String, Map<String, String>> each : WRITTEN.entrySet()) {
            String name = each.getKey();
            String format = name.substring(0, name.indexOf('-'));
            Map<String, String> options = new LinkedHashMap<>(each.getValue());
            options.keySet().stream().filter(key -> key.startsWith("spark.")).forEach(key -> spark.conf().set(key, options.get(key)));
            Dataset<Row> rows = fitting(spark.sql(statement).coalesce(1), format);
            Path files = directory.resolve(name);
            try {
                rows.write().format(spoken(format)).options(options).mode("overwrite").save(files.toString());
                clean(files);
                Files.write(directory.resolve(name + ".txt"), lines(spark, format, rows, files));
                System.out.println("wrote " + name);
            } catch (Exception e) {
                System.out.println(name + " FAILED: " + e.getMessage());
            }
            options.keySet().stream().filter(key -> key.startsWith("spark.")).forEach(key -> spark.conf().unset(key));
        }
    }

    /// Avro's classes are in Spark itself; only the name is in a package of its own.
    private static String spoken(String format) {
        return format.equals("avro") ? "org.apache.spark.sql.avro.AvroFileFormat" : format;
    }

    /// The columns that Spark can write in the format, and Sluice read.
    private static Dataset<Row> fitting(Dataset<Row> rows, String format) {
        List<String> left = switch (format) {
            case "avro" -> List.of("tags");
            case "json" -> List.of("tags", "months", "span");
            case "xml" -> List.of("whole", "tags", "lists", "months", "span"); // the least INT Spark writes, and can't read
            case "csv" -> List.of("bytes", "months", "span", "ints", "lists", "counts", "tags", "pair", "nested");
            default -> List.of();
        };
        return rows.drop(left.toArray(String[]::new));
    }

    private static void read(SparkSession spark, String statement, Path directory) throws IOException {
        int failures = 0;
        for (Path files : directories(directory)) {
            String name = files.getFileName().toString();
            String format = name.substring(0, name.indexOf('-'));
            Dataset<Row> rows = fitting(spark.sql(statement).coalesce(1), format);
            String verdict;
            try {
                List<String> expected = expected(spark, format, rows);
                List<String> found = lines(spark, format, rows, files);
                verdict = found.equals(expected) ? "the same" : difference(expected, found);
            } catch (RuntimeException e) {
                verdict = "FAILED " + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            }
            if (!verdict.equals("the same")) failures++;
            System.out.println(name + ": " + verdict);
        }
        System.out.println(failures == 0 ? "Spark reads all of it." : failures + " differ.");
    }

    /// Text does not keep everything (microseconds, empty strings in CSV): there it is what Spark reads of its own.
    private static List<String> expected(SparkSession spark, String format, Dataset<Row> rows) throws IOException {
        if (!isText(format)) return texts(rows);
        Path own = Files.createTempDirectory("own").resolve(format);
        rows.write().format(format).option("header", "true").option("rowTag", "row").save(own.toString());
        return lines(spark, format, rows, own);
    }

    private static boolean isText(String format) {
        return List.of("json", "csv", "xml").contains(format);
    }

    private static String difference(List<String> expected, List<String> found) {
        var out = new StringBuilder("DIFFERENT");
        for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
            String left = i < expected.size() ? expected.get(i) : "-";
            String right = i < found.size() ? found.get(i) : "-";
            if (!left.equals(right)) out.append("\n  expected ").append(left).append("\n  found    ").append(right);
        }
        return out.toString();
    }

    private static List<String> lines(SparkSession spark, String format, Dataset<Row> written, Path files) {
        var reader = spark.read().format(spoken(format));
        // What text doesn't say of itself is said for it.
        if (isText(format)) reader = reader.schema(written.schema()).option("header", "true").option("rowTag", "row");
        return texts(reader.load(files.toString()));
    }

    private static List<String> texts(Dataset<Row> rows) {
        List<String> columns = new ArrayList<>();
        for (String column : rows.columns()) {
            columns.add(column.equals("bytes") ? "hex(bytes)" : "`" + column + "`");
        }
        String text = "CAST(struct(" + String.join(", ", columns) + ") AS STRING)";
        return rows.orderBy("id").selectExpr(text).collectAsList().stream().map(row -> row.getString(0)).toList();
    }

    private static List<Path> directories(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(Files::isDirectory).sorted().collect(Collectors.toList());
        }
    }

    /// Only the data counts.
    private static void clean(Path files) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(files, path -> {
            String name = path.getFileName().toString();
            return name.startsWith(".") || name.startsWith("_");
        })) {
            for (Path path : all) Files.delete(path);
        }
    }
}
