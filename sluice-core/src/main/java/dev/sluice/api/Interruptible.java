package dev.sluice.api;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The batch queries that run in a session: told apart by tags, and ended.
abstract sealed class Interruptible permits Session {

    private final Operations operations;

    Interruptible(Operations operations) {
        this.operations = operations;
    }

    abstract Optional<ClusterSession> cluster();

    /// Ends the batch queries that are running: whoever asked for them gets `OPERATION_CANCELED`. Streaming queries go
    /// on, but for one whose `foreachBatch` is in the middle of a batch query.
    ///
    /// @return the ids of those that were running
    public List<String> interruptAll() {
        return cluster().map(there -> there.cluster().interrupt()).orElseGet(() -> operations.interrupt(_ -> true));
    }

    /// The same for the batch queries of threads that had this tag when they began them.
    public List<String> interruptTag(String tag) {
        return operations.interrupt(operation -> operation.tags().contains(tag));
    }

    /// The same for the one of that id.
    public List<String> interruptOperation(String id) {
        return operations.interrupt(operation -> operation.id().equals(id));
    }

    /// How far the batch queries are that run with this tag: their stages so far, none if none runs.
    public List<QueryStage> stages(String tag) {
        return operations.stages(tag);
    }

    /// Gives the calling thread a tag, which its batch queries and the threads that it starts have from now on.
    ///
    /// @throws IllegalArgumentException if it is empty or has a comma
    public void addTag(String tag) {
        operations.addTag(tag);
    }

    public void removeTag(String tag) {
        operations.removeTag(tag);
    }

    /// The tags of the calling thread.
    public Set<String> getTags() {
        return operations.tags();
    }

    public void clearTags() {
        operations.clearTags();
    }

    Operations operations() {
        return operations;
    }
}
