package dev.sluice.spark;

import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.error.SluiceException;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStores;
import dev.sluice.type.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A stateful operator whose state has a form here and in Spark.
sealed interface MovingState permits RowByRow, SessionRows, JoinedRows {

    /// What Spark calls the operator.
    String operatorName();

    /// Where Spark keeps it.
    List<SparkStore> stores();

    /// By how many of the first key columns its rows are routed; by none, and all are in partition 0.
    int routingColumns();

    /// By how many of the first key columns Spark looks for many rows at once.
    default int prefixColumns() {
        return 0;
    }

    /// Hands over Spark's rows.
    void toSpark(StateStores state, SparkPartitions partitions, Rows rows);

    /// Receives rows of a store.
    interface Rows {
        void add(SparkStore store, int partition, byte[] key, byte[] value);
    }

    /// Takes over the rows of a partition.
    ///
    /// @throws IllegalArgumentException if they are none of this operator
    void fromSpark(Stored stored, OurRows.Writer to);

    /// What Spark keeps in a partition.
    interface Stored {
        Map<ByteBuffer, byte[]> of(SparkStore store);
    }

    /// The operators of a query as Spark numbers them: from the output down, and of a join's inputs the left one first.
    /// So they are in our log, too.
    ///
    /// @param path of the checkpoint
    /// @throws SluiceException if one has no form in Spark
    static List<MovingState> of(Opened opened, String path) {
        List<StateSpec> specs = opened.state();
        List<MovingState> operators = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            MovingState operator = of(opened, specs, i, path);
            if (operator instanceof JoinedRows) i++; // it has two
            operators.add(operator);
        }
        specs.forEach(spec -> checkTypes(spec, path));
        return operators;
    }

    private static MovingState of(Opened opened, List<StateSpec> specs, int i, String path) {
        StateSpec spec = specs.get(i);
        return switch (spec.name()) {
            case "stateStoreSave" -> RowByRow.groups(opened, spec, path);
            case "dedupe" -> RowByRow.seen(opened, spec, path);
            case "dedupeWithinWatermark" -> RowByRow.seenLately(opened, spec, path);
            case "globalLimit" -> RowByRow.limit(spec);
            case SessionRows.NAME -> SessionRows.of(opened, spec, path);
            case JoinedRows.NAME -> JoinedRows.of(opened, specs.subList(i, Math.min(i + 2, specs.size())), path);
            default ->
                throw SparkFiles.notCovered(
                        path, "the state of the operator " + spec.name() + " is kept otherwise in Spark");
        };
    }

    private static void checkTypes(StateSpec spec, String path) {
        Stream.concat(spec.key().fields().stream(), spec.value().fields().stream())
                .map(Field::type)
                .filter(type -> !UnsafeRows.hasForm(type))
                .findFirst()
                .ifPresent(type -> {
                    throw SparkFiles.notCovered(path, "the state has a column of the type " + type.sql());
                });
    }
}
