package dev.sluice.benchmarks;

import dev.sluice.connector.Sink;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.Vectors;

/// Takes a result of key, count and sum into a [ResultTable], column by column.
record ResultSink(ResultTable table) implements Sink, Sink.Batch {

    @Override
    public String description() {
        return "digest";
    }

    @Override
    public Batch begin(long batchId, boolean complete) {
        return this;
    }

    @Override
    public Writer writer(int partition) {
        ResultTable.Part part = table.part(partition);
        return new Writer() {
            @Override
            public void write(Chunk chunk) {
                part.put(
                        (BytesVector) Vectors.flatten(chunk.column(0)),
                        (LongVector) Vectors.flatten(chunk.column(1)),
                        (LongVector) Vectors.flatten(chunk.column(2)),
                        chunk.selection());
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void commit() {}

    @Override
    public void abort(Throwable cause) {}

    @Override
    public void close() {}
}
