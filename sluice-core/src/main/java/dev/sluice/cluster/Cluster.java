package dev.sluice.cluster;

import dev.sluice.ast.Relation;
import dev.sluice.json.JsonValue;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A session on a cluster. Relations have their declared tables in place, see [Relation.Sql]; names that are left are
/// the cluster's.
///
/// All methods throw [dev.sluice.error.SluiceException] for what the cluster refuses, with the cluster's condition, and
/// for what can't go over. Safe for several threads.
public interface Cluster extends AutoCloseable {

    /// What a relation means there.
    Meaning analyze(Relation relation);

    /// @param streaming whether it reads a stream
    record Meaning(DataType.Struct schema, boolean streaming) {}

    /// The rows of a relation that reads no stream, in its order.
    ///
    /// @param schema as [#analyze] gave it
    List<Chunk> rows(Relation relation, DataType.Struct schema);

    /// Its plans, as the cluster prints them.
    ///
    /// @param mode as `EXPLAIN` has it, such as `extended`
    String explain(Relation relation, String mode);

    /// Runs a statement that is no query.
    ///
    /// @return what it has to say
    Answer command(Relation.Sql statement);

    record Answer(DataType.Struct schema, List<Chunk> rows) {}

    /// Writes rows that are there as a whole.
    void write(ClusterWrite rows);

    /// Starts a stream.
    ClusterQuery start(ClusterStream stream);

    /// Tells of the session's queries from now on, until the session ends.
    void listen(News news);

    /// What queries do. Called in a thread of the cluster's.
    interface News {

        /// @param progress of a micro-batch, in Spark's JSON
        void progressed(JsonValue progress);

        /// A query has found nothing new for a while.
        ///
        /// @param timestamp when, in Spark's form
        void idle(String runId, String timestamp);
    }

    /// Gives a setting a value there, or takes it away.
    void set(String key, @Nullable String value);

    /// Ends the batch queries that run in the session.
    ///
    /// @return the ids of those that were running
    List<String> interrupt();

    /// Ends the session there, and its queries with it.
    @Override
    void close();
}
