package dev.sluice.spark;

import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.error.SluiceException;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStores;
import dev.sluice.type.Field;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A stateful operator whose state has a form here and in Spark.
sealed interface MovingState permits RowByRow, JoinedRows {

    /// What Spark calls the operator.
    String operatorName();

    /// Where Spark keeps it.
    List<SparkStore> stores();

    /// By how many of the first key columns its rows are routed; by none, and all are in partition 0.
    int routingColumns();

    /// Hands over Spark's rows.
    void toSpark(StateStores state, SparkPartitions partitions, Rows rows);

    /// Receives rows of a store.
    interface Rows {
        void add(SparkStore store, int partition, byte[] key, byte[] value);
    }

    /// The state of a query, of which there is at most one operator: Spark numbers them by their place in its own plan,
    /// which nobody here knows.
    ///
    /// @param path of the checkpoint
    /// @throws SluiceException if it has no form in Spark
    static Optional<MovingState> of(Opened opened, String path) {
        List<StateSpec> specs = opened.state();
        if (specs.isEmpty()) return Optional.empty();
        StateSpec first = specs.getFirst();
        List<String> kinds = specs.stream().map(StateSpec::name).distinct().toList();
        boolean isJoin = first.name().equals(JoinedRows.NAME) && specs.size() == 2;
        if (kinds.size() > 1
                || (specs.size() > 1 && !isJoin && !first.operator().contains("/"))) {
            throw SparkFiles.notCovered(path, "the query has several operators that keep state: " + kinds);
        }
        specs.forEach(spec -> checkTypes(spec, path));
        return Optional.of(
                switch (first.name()) {
                    case "stateStoreSave" -> RowByRow.groups(opened, first, path);
                    case "dedupe" -> RowByRow.seen(opened, first, path);
                    case "dedupeWithinWatermark" -> RowByRow.seenLately(first);
                    case "globalLimit" -> RowByRow.limit(first);
                    case JoinedRows.NAME -> JoinedRows.of(specs, path);
                    default ->
                        throw SparkFiles.notCovered(
                                path, "the state of the operator " + first.name() + " is kept otherwise in Spark");
                });
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
