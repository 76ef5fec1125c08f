package dev.sluice.execution.operator;

import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.Split;
import dev.sluice.evaluator.EvaluatorCompiler;
import dev.sluice.execution.LeafPlan;
import dev.sluice.execution.StreamInputs;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.function.CallContext;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Values;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Rows that were written out; computed when they are read.
public record ValuesExec(List<Column> output, List<List<Expression>> rows, ZoneId zone) implements LeafPlan {

    public ValuesExec {
        output = List.copyOf(output);
        rows = rows.stream().map(List::copyOf).toList();
    }

    @Override
    public List<Split> splits(StreamInputs inputs) {
        return List.of(() -> ChunkReader.of(chunks()));
    }

    private List<Chunk> chunks() {
        var schema = new DataType.Struct(output.stream().map(Column::field).toList());
        var call = new CallContext(zone, 0);
        List<Chunk> chunks = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += Chunk.ROWS) {
            List<List<@Nullable Object>> values = new ArrayList<>();
            for (List<Expression> row : rows.subList(from, Math.min(rows.size(), from + Chunk.ROWS))) {
                List<@Nullable Object> computed = new ArrayList<>();
                for (Expression value : row) {
                    computed.add(
                            value instanceof Expression.Literal(Object constant, _)
                                    ? constant
                                    : EvaluatorCompiler.constant(value, call));
                }
                values.add(computed);
            }
            chunks.add(Values.chunk(schema, values));
        }
        return chunks;
    }

    @Override
    public DataType.Struct readSchema() {
        return schema();
    }

    @Override
    public int[] ordinals() {
        return IntStream.range(0, output.size()).toArray();
    }

    @Override
    public String describe() {
        return "LocalTableScan " + output;
    }
}
