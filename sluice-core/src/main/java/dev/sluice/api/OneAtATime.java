package dev.sluice.api;

import dev.sluice.builtin.ForeachRows;
import dev.sluice.encoder.ObjectReader;
import dev.sluice.vector.Chunk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gives a program's one [ForeachWriter] the partitions of a micro-batch one after the other, although they are
/// computed at the same time: what it holds is not made for several threads.
final class OneAtATime<T> implements ForeachRows {

    private final ForeachWriter<T> writer;
    private final ObjectReader<T> reader;
    private final List<T> objects = new ArrayList<>();
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
        reader.open(rows.columns());
        for (int i = 0; i < rows.rowCount(); i++)
            objects.add(reader.read(rows.selection().row(i)));
    }

    @Override
    public void close(@Nullable Throwable error) {
        synchronized (writer) {
            Throwable failure = error;
            boolean wanted = writer.open(partition, epoch);
            try {
                if (wanted && error == null) objects.forEach(writer::process);
            } catch (RuntimeException | Error e) {
                failure = e;
                throw e;
            } finally {
                writer.close(failure);
            }
        }
    }
}
