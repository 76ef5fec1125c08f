package dev.sluice.filesink;

import dev.sluice.connector.Sink;
import dev.sluice.error.ErrorCondition;
import dev.sluice.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/// Writes a stream into a directory, each micro-batch once, whatever crashes.
///
/// ```text
/// tasks write files, each with a name of its own ──▶ all are durable ──▶ _spark_metadata/n names them: visible
/// ```
///
/// Until its entry is there, a micro-batch's files do not count; when the entry is there, the micro-batch is not run
/// again. Readers that know the manifest (Spark, and Sluice) see whole micro-batches.
public final class FileSink implements Sink {

    private final OutputFormat format;
    private final FileSinkSettings settings;
    private final Machine machine;
    private final Manifest manifest;
    private final Ownership ownership;
    private final Leftovers leftovers;
    private final Merger merger;
    private final Runnable end;
    private List<WrittenFile> files;
    private OptionalLong latest;

    /// @param beside does what need not be waited for
    /// @param end called when the sink is closed
    public FileSink(OutputFormat format, FileSinkSettings settings, Machine machine, Executor beside, Runnable end) {
        this.format = format;
        this.settings = settings;
        this.machine = machine;
        this.end = end;
        manifest = new Manifest(format.storage(), format.directory());
        ownership = Ownership.of(format.storage(), format.directory(), machine);
        leftovers = new Leftovers(format.storage(), ownership);
        merger = new Merger(format, ownership, settings.targetBytes(), beside);
        latest = manifest.latest();
        files = new ArrayList<>(manifest.files());
        leftovers.find(format.directory(), files, machine.nowMillis() + settings.cleanupDelayMillis());
    }

    @Override
    public String description() {
        return "FileSink[" + format.storage().absolute(format.directory()) + "]";
    }

    @Override
    public String ledger() {
        return format.storage().absolute(format.directory());
    }

    @Override
    public OptionalLong lastCommitted() {
        return latest;
    }

    @Override
    public Batch begin(long batchId, boolean complete) {
        return new FileBatch(batchId);
    }

    @Override
    public void close() {
        merger.close();
        end.run();
    }

    private final class FileBatch implements Batch {
        private final long batchId;
        private final WrittenFiles written = new WrittenFiles(format.storage());

        private FileBatch(long batchId) {
            this.batchId = batchId;
        }

        @Override
        public Writer writer(int partition) {
            return format.writer(ownership.written(batchId), partition, written);
        }

        @Override
        public void commit() {
            FileSink.this.commit(batchId, written.all());
        }

        @Override
        public void abort(Throwable cause) {
            // If it is not known whether the entry was made, the files may count.
            if (manifest.latest().orElse(-1) < batchId) written.delete();
        }
    }

    private void commit(long batchId, List<WrittenFile> written) {
        // The first entry names all files too if it is not micro-batch 0: readers look for all entries before it.
        boolean compact = (batchId + 1) % settings.compactInterval() == 0 || (latest.isEmpty() && batchId > 0);
        List<WrittenFile> replaced = new ArrayList<>();
        List<WrittenFile> next = compact ? merger.apply(retained(), replaced) : new ArrayList<>();
        next.addAll(written);
        if (!manifest.add(batchId, next, compact)) {
            throw ErrorCondition.SINK_BATCH_TAKEN
                    .error()
                    .with("batchId", batchId)
                    .with("directory", format.directory())
                    .build();
        }
        if (compact) files = next;
        else files.addAll(next);
        latest = OptionalLong.of(batchId);
        long now = machine.nowMillis();
        replaced.forEach(part -> leftovers.add(part.path(), now + settings.cleanupDelayMillis()));
        if (compact) tidy(batchId, now);
    }

    private void tidy(long batchId, long now) {
        if (settings.deletesLogs()) {
            manifest.purge(
                    batchId,
                    settings.compactInterval(),
                    settings.retainedBatches(),
                    now - settings.cleanupDelayMillis());
        }
        leftovers.sweep(now, batchId);
        merger.offer(files, batchId);
    }

    private List<WrittenFile> retained() {
        if (settings.retentionMillis() == Long.MAX_VALUE) return files;
        long oldest = machine.nowMillis() - settings.retentionMillis();
        return files.stream().filter(file -> file.modifiedMillis() >= oldest).toList();
    }
}
