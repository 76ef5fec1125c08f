package dev.sluice.execution;

import dev.sluice.connector.Split;
import dev.sluice.connector.Wanted;
import dev.sluice.type.DataType;
import java.util.List;

/// A node that rows come from.
public interface LeafPlan extends PhysicalPlan {

    /// The pieces to read in this run; asked once a run.
    ///
    /// @param inputs what the micro-batch reads of each stream
    List<Split> splits(StreamInputs inputs);

    /// Puts the columns of a split's chunks into the order of [#output].
    int[] ordinals();

    /// What is wanted of the splits' rows.
    default Wanted wanted() {
        return Wanted.only(ordinals());
    }

    /// The columns of a split's chunks.
    DataType.Struct readSchema();

    /// The place among the query's streams, or -1 if it is not a stream.
    default int stream() {
        return -1;
    }

    /// Whether what a split has of times is told apart from that of other partitions.
    default boolean perPartition() {
        return false;
    }

    @Override
    default List<PhysicalPlan> children() {
        return List.of();
    }
}
