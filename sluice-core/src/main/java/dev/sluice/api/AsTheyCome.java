package dev.sluice.api;

import dev.sluice.builtin.ForeachRows;
import dev.sluice.encoder.ObjectReader;
import dev.sluice.vector.Chunk;
import org.jspecify.annotations.Nullable;

/// Gives a program's [ForeachWriter] the rows of an open micro-batch as they come. The sink sees to it that those of
/// several tasks come one after the other.
final class AsTheyCome<T> implements ForeachRows {

    private final ForeachWriter<T> writer;
    private final ObjectReader<T> reader;

    AsTheyCome(ForeachWriter<T> writer, ObjectReader<T> reader) {
        this.writer = writer;
        this.reader = reader;
    }

    @Override
    public boolean open(long partitionId, long epochId) {
        return writer.open(partitionId, epochId);
    }

    @Override
    public void process(Chunk rows) {
        reader.open(rows.columns());
        for (int i = 0; i < rows.rowCount(); i++)
            writer.process(reader.read(rows.selection().row(i)));
    }

    @Override
    public void close(@Nullable Throwable error) {
        writer.close(error);
    }
}
