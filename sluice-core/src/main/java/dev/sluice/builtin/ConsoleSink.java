package dev.sluice.builtin;

import dev.sluice.connector.Sink;
import dev.sluice.format.TextTable;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import java.io.PrintStream;
import java.time.ZoneId;
import java.util.List;

/// Prints every micro-batch, the empty ones too, as a table under its number.
///
/// @param title stands behind the number; empty if the query's result is printed
record ConsoleSink(DataType.Struct schema, int rowLimit, int cutAt, ZoneId zone, PrintStream output, String title)
        implements Sink {

    private static final String RULE = "-".repeat(43);

    @Override
    public String description() {
        return "org.apache.spark.sql.execution.streaming.ConsoleTable$";
    }

    @Override
    public Batch begin(long batchId, boolean complete) {
        // One row more than is shown says that there are more.
        var chunks = new PartitionedChunks(rowLimit + 1L);
        return new Batch() {
            @Override
            public Writer writer(int partition) {
                return chunks.writer(partition);
            }

            @Override
            public void commit() {
                print(batchId, chunks.all());
            }

            @Override
            public void abort(Throwable cause) {}
        };
    }

    @Override
    public boolean flows() {
        return true;
    }

    /// Prints rows as they come, under the number of the micro-batch. (Spark prints them when the micro-batch is over.)
    @Override
    public Batch beginFlow(long batchId) {
        return new FlowingBatch(chunk -> print(batchId, List.of(chunk)), () -> {});
    }

    private void print(long batchId, List<Chunk> chunks) {
        var table = new TextTable(schema, rowLimit, cutAt, zone);
        chunks.forEach(table::add);
        // As a whole: other queries may print at the same time.
        output.print(RULE + "\nBatch: " + batchId + title + "\n" + RULE + "\n" + table.horizontal() + "\n");
        output.flush();
    }

    @Override
    public void close() {}
}
