package dev.sluice.connector;

/// A piece of input that one task reads on its own.
public interface Split {
    ChunkReader open();

    /// Opens it for a reader that does not want everything; see [Wanted] for what may then be left out.
    default ChunkReader open(Wanted wanted) {
        return open();
    }
}
