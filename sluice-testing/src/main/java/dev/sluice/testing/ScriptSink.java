package dev.sluice.testing;

import dev.sluice.connector.Sink;
import dev.sluice.format.ValueText;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes down what a query writes, as text, micro-batch by micro-batch.
final class ScriptSink implements Sink {

    private final DataType.Struct schema;
    private final ZoneId zone;
    private final ScriptOutput output;

    /// @param output where the rows go; outlives the sink, as the query's runs share it
    ScriptSink(DataType.Struct schema, ZoneId zone, ScriptOutput output) {
        this.schema = schema;
        this.zone = zone;
        this.output = output;
    }

    @Override
    public String description() {
        return "script";
    }

    @Override
    public Batch begin(long batchId, boolean complete) {
        SortedMap<Integer, List<ScriptRow>> partitions = new TreeMap<>();
        return new Batch() {
            @Override
            public Writer writer(int partition) {
                List<ScriptRow> rows = new ArrayList<>();
                partitions.put(partition, rows);
                return new Writer() {
                    @Override
                    public void write(Chunk chunk) {
                        add(chunk, rows);
                    }

                    @Override
                    public void close() {}
                };
            }

            @Override
            public void commit() {
                output.add(
                        batchId,
                        partitions.values().stream().flatMap(List::stream).toList());
            }

            @Override
            public void abort(Throwable cause) {}
        };
    }

    @Override
    public boolean flows() {
        return true;
    }

    @Override
    public Batch beginFlow(long batchId) {
        return new Batch() {
            @Override
            public Writer writer(int partition) {
                return new Writer() {
                    @Override
                    public void write(Chunk chunk) {
                        List<ScriptRow> rows = new ArrayList<>();
                        add(chunk, rows);
                        output.flow(batchId, rows);
                    }

                    @Override
                    public void close() {}
                };
            }

            @Override
            public void commit() {}

            @Override
            public void abort(Throwable cause) {}
        };
    }

    private void add(Chunk chunk, List<ScriptRow> rows) {
        for (int i = 0; i < chunk.rowCount(); i++) {
            List<@Nullable String> cells = new ArrayList<>();
            for (int c = 0; c < schema.size(); c++) {
                cells.add(cell(chunk, c, chunk.selection().row(i)));
            }
            rows.add(new ScriptRow(cells));
        }
    }

    private @Nullable String cell(Chunk chunk, int column, int row) {
        if (chunk.column(column).isNull(row)) return null;
        var text = new StringBuilder();
        ValueText.append(text, chunk.column(column), row, schema.field(column).type(), zone);
        return text.toString();
    }

    @Override
    public void close() {}
}
