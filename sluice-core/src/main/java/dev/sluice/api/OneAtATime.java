package dev.sluice.api;

import dev.sluice.builtin.ForeachRows;
import dev.sluice.type.DataType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gives a program's one [ForeachWriter] the partitions of a micro-batch one after the other, although they are
/// computed at
/// the same time: what it holds is not made for several threads.
final class OneAtATime implements ForeachRows {

    private final ForeachWriter writer;
    private final DataType.Struct schema;
    private final List<Row> rows = new ArrayList<>();
    private long partition;
    private long epoch;

    OneAtATime(ForeachWriter writer, DataType.Struct schema) {
        this.writer = writer;
        this.schema = schema;
    }

    @Override
    public boolean open(long partitionId, long epochId) {
        partition = partitionId;
        epoch = epochId;
        return true;
    }

    @Override
    public void process(List<@Nullable Object> row) {
        rows.add(JavaValues.row(row, schema));
    }

    @Override
    public void close(@Nullable Throwable error) {
        synchronized (writer) {
            Throwable failure = error;
            boolean wanted = writer.open(partition, epoch);
            try {
                if (wanted && error == null) rows.forEach(writer::process);
            } catch (RuntimeException | Error e) {
                failure = e;
                throw e;
            } finally {
                writer.close(failure);
            }
        }
    }
}
