package dev.sluice.api;

import dev.sluice.builtin.MemoryTable;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Writes rows that are there as a whole: all of them are there afterwards, or none.
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

    /// Rows on their way to an output.
    ///
    /// @param opening begins to write
    record Part(LogicalPlan plan, Opening opening) {}

    /// Begins to write into an output.
    interface Opening {
        /// @param open takes what has to be closed afterwards
        Sink.Batch begin(List<Sink> open);
    }

    /// Rows for a table in memory.
    ///
    /// @param seen what makes the table be seen, once it has the rows
    static Part part(LogicalPlan plan, MemoryTable table, SaveMode mode, Runnable seen) {
        return new Part(plan, _ -> new MemoryBatch(table, mode == SaveMode.OVERWRITE, seen));
    }

    private record MemoryBatch(MemoryTable table, boolean replace, Runnable seen, List<Chunk> rows)
            implements Sink.Batch {
        private MemoryBatch(MemoryTable table, boolean replace, Runnable seen) {
            this(table, replace, seen, Collections.synchronizedList(new ArrayList<>()));
        }

        @Override
        public Sink.Writer writer(int partition) {
            return new Sink.Writer() {
                @Override
                public void write(Chunk chunk) {
                    rows.add(chunk);
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public void commit() {
            table.insert(List.copyOf(rows), replace);
            seen.run();
        }

        @Override
        public void abort(Throwable cause) {}
    }

    /// Runs the query into the format's output.
    static void run(Session session, LogicalPlan plan, Provider provider, Options options, SaveMode mode) {
        Optional<TableOutput> output = provider.output(options, plan.schema(), session.surroundings());
        if (output.isPresent() && mode == SaveMode.IGNORE && output.get().exists()) return;
        if (output.isPresent()
                && mode == SaveMode.ERROR_IF_EXISTS
                && output.get().exists()) throw output.get().alreadyExists();
        run(session, List.of(part(session, plan, provider, options, mode)));
    }

    /// Rows for a format's output.
    static Part part(Session session, LogicalPlan plan, Provider provider, Options options, SaveMode mode) {
        return new Part(plan, open -> {
            Optional<TableOutput> output = provider.output(options, plan.schema(), session.surroundings());
            if (output.isPresent()) return output.get().begin(mode);
            Optional<Sink> sink = mode == SaveMode.APPEND
                    ? provider.sink(options, plan.schema(), session.surroundings())
                    : Optional.empty();
            return begun(sink.orElseThrow(() -> notWritable(provider.name(), mode)), open);
        });
    }

    /// Rows for a sink of a program's own.
    static Part part(LogicalPlan plan, Supplier<Sink> sink, SaveMode mode) {
        return new Part(plan, open -> {
            if (mode != SaveMode.APPEND) throw notWritable("sink", mode);
            return begun(sink.get(), open);
        });
    }

    /// As the one and only micro-batch of a stream would be.
    private static Sink.Batch begun(Sink sink, List<Sink> open) {
        open.add(sink);
        return sink.begin(0, false);
    }

    private static SluiceException notWritable(String format, SaveMode mode) {
        return ErrorCondition.NOT_WRITABLE
                .error()
                .with("format", format)
                .with("mode", mode.name().toLowerCase(Locale.ROOT))
                .build();
    }

    /// Runs queries side by side into their outputs. None has any rows before all of them have been run.
    static void run(Session session, List<Part> parts) {
        List<Sink> open = new ArrayList<>();
        List<Sink.Batch> batches = new ArrayList<>();
        int committed = 0;
        try {
            for (Part part : parts) batches.add(part.opening().begin(open));
            new BatchQuery(session, parts.stream().map(Part::plan).toList()).run(new Written(batches));
            for (; committed < batches.size(); committed++)
                batches.get(committed).commit();
        } catch (RuntimeException | Error e) {
            for (Sink.Batch batch : batches.subList(committed, batches.size())) abort(batch, e);
            throw e;
        } finally {
            open.forEach(Sink::close);
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
        private final List<Sink.Batch> batches;
        private final int[] tasks;

        private Written(List<Sink.Batch> batches) {
            this.batches = batches;
            tasks = new int[batches.size()];
        }

        @Override
        public TaskOutput task(int sink) {
            Sink.Writer writer = batches.get(sink).writer(tasks[sink]++);
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
