package dev.sluice.builtin;

import dev.sluice.connector.SaveMode;
import dev.sluice.connector.Sink;
import dev.sluice.connector.TableOutput;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.vector.Chunk;

/// Takes rows and does nothing with them: to run a query for its cost alone.
final class NoopSink implements Sink, TableOutput, Sink.Batch, Sink.Writer {

    @Override
    public String description() {
        return "NoopTable";
    }

    @Override
    public Batch begin(long batchId, boolean complete) {
        return this;
    }

    @Override
    public boolean exists() {
        return false;
    }

    @Override
    public SluiceException alreadyExists() {
        throw new IllegalStateException("there is never anything");
    }

    /// As in Spark, which cannot tell whether there is anything.
    @Override
    public Batch begin(SaveMode mode) {
        return switch (mode) {
            case APPEND, OVERWRITE -> this;
            case ERROR_IF_EXISTS -> throw refused("ErrorIfExists");
            case IGNORE -> throw refused("Ignore");
        };
    }

    private static SluiceException refused(String mode) {
        return ErrorCondition.UNSUPPORTED_SAVE_MODE
                .error()
                .with("source", "noop")
                .with("createMode", '"' + mode + '"')
                .build();
    }

    @Override
    public boolean flows() {
        return true;
    }

    @Override
    public Batch beginFlow(long batchId) {
        return this;
    }

    @Override
    public Writer writer(int partition) {
        return this;
    }

    @Override
    public void write(Chunk chunk) {}

    @Override
    public void commit() {}

    @Override
    public void abort(Throwable cause) {}

    @Override
    public void close() {}
}
