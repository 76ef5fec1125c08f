package dev.sluice.recorder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/// Asks a real Spark for the answers in test data and writes them into the files.
///
/// Arguments: the directory that `${data}` stands for, then files or directories. A file whose answers already are
/// Spark's is not touched, so a run over everything shows in the version control's diff what is wrong or new.
/// `--facts` in place of the files prints answers to questions that no test file can put;
/// `--random FILE SEED COUNT [KIND]` writes scripts that are made up by chance, `--random-queries FILE SEED COUNT` statements, see [RandomQueries]; `--read DIRECTORY SECONDS` reads what Sluice writes, see [OutputReader];
/// `--file-reads DIRECTORY` reads files made up by chance, see [FileReads].
public final class Recorder {
    private Recorder() {}

    public static void main(String[] args) throws IOException {
        Path data = Path.of(args[0]).toAbsolutePath().normalize();
        List<String> wanted = List.of(args).subList(1, args.length);
        Path scratch = Files.createTempDirectory("spark-recorder");
        SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .appName("recorder")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.warehouse.dir", scratch.resolve("warehouse").toString())
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.shuffle.partitions", "2")
                .getOrCreate();
        int failed = 0;
        if (wanted.equals(List.of("--facts"))) {
            Notebook notebook = new Notebook(System.out);
            new DisplayFacts(spark, notebook).ask();
            new StreamingFacts(spark, notebook, scratch).ask();
        } else if (wanted.size() == 3 && wanted.get(0).equals("--read")) {
            Duration howLong = Duration.ofSeconds(Long.parseLong(wanted.get(2)));
            failed = new OutputReader(spark).read(wanted.get(1), howLong) ? 0 : 1;
        } else if (wanted.get(0).equals("--file-reads")) {
            new FileReads(spark).record(Path.of(wanted.get(1)).toAbsolutePath());
        } else if (wanted.get(0).equals("--random-queries")) {
            Path file = Path.of(wanted.get(1));
            Files.writeString(
                    file, new RandomQueries().file(Long.parseLong(wanted.get(2)), Integer.parseInt(wanted.get(3))));
            failed = record(List.of(file.toString()), data, scratch, spark);
        } else if (wanted.get(0).equals("--random")) {
            Path file = Path.of(wanted.get(1));
            String kind = wanted.size() > 4 ? wanted.get(4) : "event-time";
            new RandomScripts(kind, spark, scratch)
                    .write(file, Long.parseLong(wanted.get(2)), Integer.parseInt(wanted.get(3)));
        } else {
            failed = record(wanted, data, scratch, spark);
        }
        spark.stop();
        // The threads of a query that ended badly would keep the process.
        System.exit(failed == 0 ? 0 : 1);
    }

    private static int record(List<String> wanted, Path data, Path scratch, SparkSession spark) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String start : wanted) {
            files.addAll(testData(Path.of(start)));
        }
        int failed = 0;
        for (Path file : files) {
            try {
                String before = Files.readString(file);
                // A session per file: its views and settings are its own.
                String after = file.toString().endsWith(".test")
                        ? new SqlTest(before).record(spark.newSession(), data)
                        : new StreamFile(before).record(spark::newSession, scratch);
                if (!after.equals(before)) {
                    Files.writeString(file, after);
                    System.out.println("rewritten  " + file);
                }
            } catch (RuntimeException e) {
                failed++;
                System.out.println("failed     " + file + ": " + e.getMessage());
                if (e.getCause() != null) {
                    System.out.println("           " + e.getCause());
                }
            }
        }
        System.out.println(files.size() + " files asked, " + failed + " failed");
        return failed;
    }

    private static List<Path> testData(Path start) throws IOException {
        try (Stream<Path> found = Files.walk(start)) {
            return found.filter(path -> path.toString().endsWith(".test") || path.toString().endsWith(".stream"))
                    .sorted()
                    .toList();
        }
    }
}
