package dev.sluice.execution.operator;

import dev.sluice.connector.Bound;
import dev.sluice.connector.Split;
import dev.sluice.connector.StaticInput;
import dev.sluice.connector.Wanted;
import dev.sluice.execution.LeafPlan;
import dev.sluice.execution.StreamInputs;
import dev.sluice.expression.Column;
import dev.sluice.type.DataType;
import java.util.List;

/// Reads an input that is there as a whole.
///
/// @param bounds what rows must meet to be of use above
public record ScanExec(StaticInput source, List<Integer> columns, List<Column> output, List<Bound> bounds)
        implements LeafPlan {

    public ScanExec {
        columns = List.copyOf(columns);
        output = List.copyOf(output);
        bounds = List.copyOf(bounds);
    }

    /// The same, of which only rows within bounds are of use.
    public ScanExec with(List<Bound> wanted) {
        return new ScanExec(source, columns, output, wanted);
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
    public Wanted wanted() {
        return new Wanted(ordinals(), bounds);
    }

    @Override
    public String describe() {
        return "Scan " + source.description() + output;
    }
}
