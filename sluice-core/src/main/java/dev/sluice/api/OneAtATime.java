package dev.sluice.api;

import dev.sluice.builtin.ForeachRows;
import dev.sluice.encoder.ObjectReader;
import dev.sluice.vector.Chunk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gives a program's one [ForeachWriter] the partitions of a micro-batch one after the other, although they are
/// computed at the same time: what it holds is not made for several threads.
///
/// Until then rows wait as columns, so that each object lives only as long as the program wants it.
final class OneAtATime<T> implements ForeachRows {

    private final ForeachWriter<T> writer;
    private final ObjectReader<T> reader;
    private final List<Chunk> waiting = new ArrayList<>();
    private long partition;
    private long epoch;

    OneAtATime(ForeachWriter<T> writer, ObjectReader<T> reader) {
        this.writer = writer;
        this.reader = reader;
    }

    @Override
    public boolean open(long partitionId, long epochId) {
        partition = partitionId;
        epoch = epochId;
        return true;
    }

    @Override
    public void process(Chunk rows) {
        waiting.add(rows);
    }

    @Override
    public void close(@Nullable Throwable error) {
        synchronized (writer) {
            Throwable failure = error;
            boolean wanted = writer.open(partition, epoch);
            try {
                if (wanted && error == null) waiting.forEach(this::hand);
            } catch (RuntimeException | Error e) {
                failure = e;
                throw e;
            } finally {
                writer.close(failure);
            }
        }
    }

    private void hand(Chunk rows) {
        reader.open(rows.columns());
        for (int i = 0; i < rows.rowCount(); i++) {
            writer.process(reader.read(rows.selection().row(i)));
        }
    }
}
