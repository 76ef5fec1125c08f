package dev.sluice.execution.operator;

import dev.sluice.connector.Split;
import dev.sluice.execution.LeafPlan;
import dev.sluice.execution.StreamInputs;
import dev.sluice.expression.Column;
import dev.sluice.type.DataType;
import java.util.List;

/// Reads what a micro-batch takes of a stream.
///
/// @param stream the place among the query's streams
/// @param readSchema the stream's columns
/// @param perPartition whether each of its partitions has a watermark of its own
public record StreamScanExec(
        int stream,
        String description,
        DataType.Struct readSchema,
        boolean perPartition,
        List<Integer> columns,
        List<Column> output)
        implements LeafPlan {

    public StreamScanExec {
        columns = List.copyOf(columns);
        output = List.copyOf(output);
    }

    @Override
    public List<Split> splits(StreamInputs inputs) {
        return inputs.splits(stream);
    }

    @Override
    public int[] ordinals() {
        return columns.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public String describe() {
        return "MicroBatchScan " + description + output;
    }
}
