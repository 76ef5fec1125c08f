package dev.sluice.benchmarks;

import dev.sluice.api.DataFrame;
import dev.sluice.api.DataStreamReader;
import dev.sluice.api.Session;
import dev.sluice.app.UsageException;
import dev.sluice.benchmarks.nexmark.NexmarkFiles;
import dev.sluice.benchmarks.nexmark.NexmarkQuery;
import dev.sluice.error.Suggestion;
import dev.sluice.storage.LocalStorage;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One run of a Nexmark query, over events that are made up meanwhile, or over files of them.
///
/// @param data where `nexmark/in` has a directory of each table, or null for events made up
record NexmarkRun(@Nullable String data, BenchOptions options, LocalStorage files, PrintStream screen) {

    static final String NAME = "nexmark";

    /// How late a bid may be, as in the benchmark of Flink; none ever is.
    private static final String DELAY = "4 seconds";

    private static final int FILES = 20;

    /// Writes the tables as files.
    static void generate(String data, BenchOptions options, LocalStorage files) {
        long count = options.events(1_000_000);
        String directory = data + "/" + NAME;
        NexmarkFiles.write(files, directory + "/in", options.seed(), options.eventsPerSecond(), count, FILES);
        files.replace(directory + "/rows", (count + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    String report() {
        NexmarkQuery query = query();
        String refused = query.refused();
        if (refused != null)
            throw new UsageException(query.name() + " can't be asked of a stream: "
                    + query.says().get("why"));
        long count = data == null ? options.events(10_000_000) : WorkloadRun.rows(files, data + "/" + NAME, NAME);
        try (Session session = WorkloadRun.open(options, files, screen)) {
            Measurement measurement = Measurement.start();
            views(session, count);
            DataFrame result = session.sql(query.sql());
            String mode = options.mode(query.mode());
            if (!options.digest()) {
                Map<String, Object> found =
                        WorkloadRun.run(result, mode, options, files, writer -> writer.format("noop"));
                return measurement.report(NAME, "sluice", options.told(), count, found);
            }
            var digest = new RowDigest(result.columns(), query.key(), false);
            Map<String, Object> found =
                    WorkloadRun.run(RowDigest.texts(result), mode, options, files, writer -> writer.sink(() -> digest));
            found.putAll(digest.digest());
            return measurement.report(NAME, "sluice", options.told(), count, found);
        }
    }

    private NexmarkQuery query() {
        String name = options.query("q0");
        List<String> names = NexmarkQuery.names();
        if (names.contains(name)) return NexmarkQuery.of(name);
        throw new UsageException("there is no query " + name + ": they are q0 to q22", Suggestion.likely(name, names));
    }

    /// The tables, by their names.
    void views(Session session, long count) {
        for (String table : NexmarkFiles.tables()) {
            DataStreamReader reader = session.readStream();
            DataFrame rows = data == null
                    ? made(reader, table, count).load()
                    : options.limited(reader)
                            .schema(NexmarkFiles.schema(table))
                            .csv(data + "/" + NAME + "/in/" + table);
            rows.withWatermark("dateTime", DELAY).createOrReplaceTempView(table);
        }
    }

    private DataStreamReader made(DataStreamReader reader, String table, long count) {
        return reader.format(NAME)
                .option("table", table)
                .option("events", count)
                .option("eventsPerTrigger", Math.max(1, Math.ceilDiv(count, options.batches(20))))
                .option("eventsPerSecond", options.eventsPerSecond())
                .option("seed", options.seed());
    }
}
