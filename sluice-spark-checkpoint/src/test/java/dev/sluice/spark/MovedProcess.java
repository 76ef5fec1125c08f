package dev.sluice.spark;

import java.nio.file.Path;

/// The program that is killed: one of the [MovedQuery]s.
final class MovedProcess {

    private MovedProcess() {}

    /// @param args the query, and the directories of its events, its checkpoint and its output
    public static void main(String[] args) {
        MovedQuery.valueOf(args[0]).run(Path.of(args[1]), Path.of(args[2]), Path.of(args[3]));
    }
}
