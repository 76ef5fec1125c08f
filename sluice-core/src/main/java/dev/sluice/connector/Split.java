package dev.sluice.connector;

/// A piece of input that one task reads on its own.
public interface Split {
    ChunkReader open();
}
