package dev.sluice.connector;

/// A piece of input that one task reads on its own.
public interface Split {
    ChunkReader open();

    /// Which partition of its source the rows come from; empty if the source has none. See [Source#partitions].
    default String partition() {
        return "";
    }

    /// Opens it for a reader that does not want everything; see [Wanted] for what may then be left out.
    default ChunkReader open(Wanted wanted) {
        return open();
    }
}
