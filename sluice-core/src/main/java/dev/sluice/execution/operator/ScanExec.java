package dev.sluice.execution.operator;

import dev.sluice.connector.Split;
import dev.sluice.connector.StaticInput;
import dev.sluice.execution.LeafPlan;
import dev.sluice.execution.StreamInputs;
import dev.sluice.expression.Column;
import dev.sluice.type.DataType;
import java.util.List;

/// Reads an input that is there as a whole.
public record ScanExec(StaticInput source, List<Integer> columns, List<Column> output) implements LeafPlan {

    public ScanExec {
        columns = List.copyOf(columns);
        output = List.copyOf(output);
    }

    @Override
    public List<Split> splits(StreamInputs inputs) {
        return source.splits();
    }

    @Override
    public DataType.Struct readSchema() {
        return source.schema();
    }

    @Override
    public int[] ordinals() {
        return columns.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public String describe() {
        return "Scan " + source.description() + output;
    }
}
