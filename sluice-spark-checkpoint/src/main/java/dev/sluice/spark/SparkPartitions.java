package dev.sluice.spark;

import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction;
import dev.sluice.function.CallContext;
import dev.sluice.function.scalar.Hash;
import dev.sluice.type.DataType;
import dev.sluice.vector.IntVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Into which of its partitions Spark puts a row: that of the hash of its keys.
record SparkPartitions(int count) {

    /// @param columns of the rows, of which the first are those of the key
    /// @param routingColumns how many of them count; of none, all rows are in partition 0
    int[] of(DataType.Struct key, Vector[] columns, int routingColumns, int size) {
        int[] partitions = new int[size];
        if (routingColumns == 0) return partitions;
        List<Argument> arguments = new ArrayList<>();
        for (int i = 0; i < routingColumns; i++)
            arguments.add(Argument.of(key.field(i).type(), true));
        BoundFunction hash = Hash.FUNCTION
                .bind("hash", arguments)
                .orElseThrow(() -> new IllegalStateException("no hash of " + key.toDdl()));
        Vector hashes = Vectors.flatten(hash.kernel()
                .apply(
                        Arrays.copyOf(columns, routingColumns),
                        Selection.all(size),
                        size,
                        new CallContext(ZoneOffset.UTC, 0)));
        for (int i = 0; i < size; i++) partitions[i] = Math.floorMod(((IntVector) hashes).values()[i], count);
        return partitions;
    }
}
