package dev.sluice.benchmarks.nexmark;

import dev.sluice.connector.Split;
import dev.sluice.connector.StaticInput;
import dev.sluice.type.DataType;
import java.util.List;

/// All rows of a table.
record NexmarkInput(NexmarkTable table, NexmarkEvents events, long count, int parallelism) implements StaticInput {

    @Override
    public DataType.Struct schema() {
        return table.schema();
    }

    @Override
    public String description() {
        return "nexmark " + table.word();
    }

    @Override
    public List<Split> splits() {
        return NexmarkRows.splits(table, events, 0, count, parallelism);
    }
}
