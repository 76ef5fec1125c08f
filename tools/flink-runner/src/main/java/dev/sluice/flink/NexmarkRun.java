package dev.sluice.flink;

import dev.sluice.runner.Answer;
import dev.sluice.runner.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/**
 * A Nexmark query as a streaming job of Flink, over the files that "sluice bench gen" writes: prints a line of JSON in
 * the fields of all runners.
 *
 * <p>NexmarkRun QUERIES DATA_DIR q0|q1|... [option=value ...], QUERIES being
 * sluice-benchmarks/src/main/resources/nexmark. Options: parallelism=2, state=hashmap|rocksdb, interval=1000
 * (milliseconds between checkpoints), sink=noop|digest,
 * conf.KEY=VALUE for any setting of Flink. Checkpoints are made in the temporary directory.
 */
public final class NexmarkRun {

    private static final String SETTING = "conf.";

    private final Path data;
    private final Map<String, String> options;

    private NexmarkRun(Path data, Map<String, String> options) {
        this.data = data;
        this.options = options;
    }

    public static void main(String[] args) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : Arrays.asList(args).subList(3, args.length)) {
            options.put(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
        }
        int status = 0;
        try {
            var run = new NexmarkRun(Path.of(args[1], "nexmark"), options);
            System.out.println(run.report(Query.of(args[2], Path.of(args[0]))));
        } catch (Exception e) {
            e.printStackTrace();
            // What tells of a failure is the last line.
            System.err.println(String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString()));
            status = 1;
        }
        System.out.flush();
        // The cluster's threads would keep the process alive.
        Runtime.getRuntime().halt(status);
    }

    private String report(Query query) throws Exception {
        Configuration settings = settings();
        int parallelism = Integer.parseInt(options.getOrDefault("parallelism", "2"));
        var environment = new StreamExecutionEnvironment(
                new RunningCluster(settings, parallelism), settings, NexmarkRun.class.getClassLoader());
        environment.setParallelism(parallelism);
        var tables = StreamTableEnvironment.create(environment, EnvironmentSettings.inStreamingMode());
        boolean digest = options.getOrDefault("sink", "noop").equals("digest");
        String sql = query.sql(data.resolve("in"));
        Measured measured = Measured.start();
        NexmarkTables.create(tables, data.resolve("in"));
        Table result = tables.sqlQuery(sql);
        result.insertInto(AnswerTable.of(result.getResolvedSchema(), query.key(), digest)).execute().await();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("workload", "nexmark");
        line.put("peer", "flink");
        line.put("query", query.name());
        options.forEach(line::put);
        measured.tell(rows(), line);
        if (digest) Answer.tell(line);
        return Measured.json(line);
    }

    private long rows() throws IOException {
        return Long.parseLong(Files.readString(data.resolve("rows")).strip());
    }

    /**
     * As Flink's published Nexmark has them, but that checkpoints are made every second, not every three minutes, and that
     * distinct aggregates are not split: q16 takes twice as long if they are.
     */
    private Configuration settings() throws IOException {
        Path work = Files.createTempDirectory("flink-runner");
        var settings = new Configuration();
        settings.setString("execution.attached", "true");
        settings.setString("execution.target", RunningCluster.NAME);
        settings.setString("execution.checkpointing.interval", options.getOrDefault("interval", "1000") + " ms");
        settings.setString("execution.checkpointing.storage", "filesystem");
        settings.setString("execution.checkpointing.dir", work.resolve("checkpoints").toUri().toString());
        settings.setString("execution.checkpointing.incremental", "true");
        settings.setString("execution.checkpointing.checkpoints-after-tasks-finish.enabled", "false");
        settings.setString("state.backend.type", options.getOrDefault("state", "hashmap"));
        settings.setString("restart-strategy.type", "none");
        settings.setString("io.tmp.dirs", work.toString());
        settings.setString("taskmanager.memory.managed.size", "1g");
        settings.setString("pipeline.object-reuse", "true");
        settings.setString("table.local-time-zone", "UTC");
        settings.setString("table.exec.mini-batch.enabled", "true");
        settings.setString("table.exec.mini-batch.allow-latency", "2 s");
        settings.setString("table.exec.mini-batch.size", "50000");
        // q19 counts places from 0, which hides from Flink that they are still what rows are known by.
        settings.setString("table.exec.sink.require-on-conflict", "false");
        settings.setString("table.exec.sink.upsert-materialize", "NONE");
        options.forEach((name, value) -> {
            if (name.startsWith(SETTING)) settings.setString(name.substring(SETTING.length()), value);
        });
        return settings;
    }
}
