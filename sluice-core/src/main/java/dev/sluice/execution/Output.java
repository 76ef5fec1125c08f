package dev.sluice.execution;

import dev.sluice.vector.Chunk;

/// Takes the rows that an operator makes.
@FunctionalInterface
public interface Output {
    void accept(Chunk chunk);
}
