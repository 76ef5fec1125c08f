package dev.sluice.api;

import dev.sluice.connector.OptionCheck;
import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.SaveMode;
import dev.sluice.connector.Sink;
import dev.sluice.connector.TableOutput;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.execution.Outputs;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.vector.Chunk;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Writes rows that are there as a whole: all of them appear, or none.
final class BatchWrite {

    private BatchWrite() {}

    /// What was said of an output, checked, with those of the session's settings that the format asks for.
    static Options options(Provider provider, Map<String, String> said, Session session) {
        Map<String, String> own = new LinkedHashMap<>(OptionCheck.withoutEngineOptions(said));
        OptionCheck.check(provider, new Options(own));
        var given = new Options(own);
        for (OptionSpec option : provider.options()) {
            boolean isSetting =
                    option.name().startsWith("spark.") || option.name().startsWith("sluice.");
            if (isSetting && !given.has(option.name())) {
                session.conf().find(option.name()).ifPresent(value -> own.put(option.name(), value));
            }
        }
        return new Options(own);
    }

    /// Runs the query into the format's output.
    static void run(Session session, LogicalPlan plan, Provider provider, Options options, SaveMode mode) {
        Optional<TableOutput> output = provider.output(options, plan.schema(), session.surroundings());
        if (output.isEmpty()) {
            runIntoSink(session, plan, provider, options, mode);
            return;
        }
        if (mode == SaveMode.IGNORE && output.get().exists()) return;
        if (mode == SaveMode.ERROR_IF_EXISTS && output.get().exists())
            throw output.get().alreadyExists();
        run(session, plan, output.get().begin(mode));
    }

    /// As the one and only micro-batch of a stream would be.
    private static void runIntoSink(
            Session session, LogicalPlan plan, Provider provider, Options options, SaveMode mode) {
        Optional<Sink> sink = mode == SaveMode.APPEND
                ? provider.sink(options, plan.schema(), session.surroundings())
                : Optional.empty();
        if (sink.isEmpty()) {
            throw ErrorCondition.NOT_WRITABLE
                    .error()
                    .with("format", provider.name())
                    .with("mode", mode.name().toLowerCase(Locale.ROOT))
                    .build();
        }
        try (Sink open = sink.get()) {
            run(session, plan, open.begin(0, false));
        }
    }

    private static void run(Session session, LogicalPlan plan, Sink.Batch batch) {
        try {
            new BatchQuery(session, plan).run(new Written(batch));
            batch.commit();
        } catch (RuntimeException | Error e) {
            abort(batch, e);
            throw e;
        }
    }

    private static void abort(Sink.Batch batch, Throwable cause) {
        try {
            batch.abort(cause);
        } catch (SluiceException e) {
            cause.addSuppressed(e);
        }
    }

    /// Each task has a writer of its own.
    private static final class Written implements Outputs {
        private final Sink.Batch batch;
        private int tasks;

        private Written(Sink.Batch batch) {
            this.batch = batch;
        }

        @Override
        public TaskOutput task(int sink) {
            Sink.Writer writer = batch.writer(tasks++);
            return new TaskOutput() {
                @Override
                public void write(Chunk chunk) {
                    writer.write(chunk);
                }

                @Override
                public void close() {
                    writer.close();
                }
            };
        }
    }
}
