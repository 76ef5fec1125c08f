package dev.sluice.api;

/// What tells Spark's cluster where rows are to be kept and worked on. Sluice works in one process, which keeps no rows
/// between two actions and decides itself how it cuts them up: so all of these give the same Dataset. Answers are the
/// same; a Dataset that is costly and asked for often is better written to a file, or held by [Dataset#collectAsList].
public sealed interface ClusterHints<T> permits Dataset {

    /// The Dataset itself.
    Dataset<T> same();

    /// Does nothing: each action reads and computes anew. (The rows of a micro-batch that `foreachBatch` gets are in
    /// memory.)
    default Dataset<T> cache() {
        return same();
    }

    /// Does nothing, as [#cache].
    default Dataset<T> persist() {
        return same();
    }

    /// Does nothing, as [#cache].
    default Dataset<T> unpersist() {
        return same();
    }

    /// Does nothing, as [#cache].
    default Dataset<T> unpersist(boolean blocking) {
        return same();
    }

    /// Does nothing: how many partitions exchanges and state have says `spark.sql.shuffle.partitions`, and a file sink
    /// writes a file for each task.
    default Dataset<T> repartition(int partitions) {
        return same();
    }

    /// Does nothing, as [#repartition(int)].
    default Dataset<T> repartition(Column... by) {
        return same();
    }

    /// Does nothing, as [#repartition(int)].
    default Dataset<T> repartition(int partitions, Column... by) {
        return same();
    }

    /// Does nothing, as [#repartition(int)].
    default Dataset<T> repartitionByRange(Column... by) {
        return same();
    }

    /// Does nothing, as [#repartition(int)].
    default Dataset<T> repartitionByRange(int partitions, Column... by) {
        return same();
    }

    /// Does nothing, as [#repartition(int)].
    default Dataset<T> coalesce(int partitions) {
        return same();
    }

    /// Does nothing: which side of a join is held in memory is decided by the planner.
    default Dataset<T> hint(String name, Object... parameters) {
        return same();
    }
}
