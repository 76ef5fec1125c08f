package dev.sluice.benchmarks.topic;

import dev.sluice.extension.Extension;

/// Programs that stand around a query from topic to topic. Each runs in a process of its own, and ends with its
/// standard input.
public interface TopicPrograms extends Extension {

    /// The class path that they need beside this process's own.
    String classPath();

    /// The class with `main` of one of them.
    String mainClass(Role role);

    /// What a program is for.
    enum Role {
        /// `DIRECTORY TOPIC=PARTITIONS …`: a broker that keeps what it has in the directory. Says `ready HOST:PORT`
        /// when the topics are there.
        BROKER,
        /// `HOST:PORT PROCESS [option=value …]`: writes the topic `in` at a steady pace, reads `out`, and says on a
        /// line of JSON how long that took, and what the process took meanwhile.
        LOAD,
        /// `HOST:PORT [option=value …]`: what the query does, written by hand, until it is killed.
        LIMIT,
        /// `HOST:PORT EVENTS`: fills the topic `events` with so many, and says `done`.
        FILL,
        /// `HOST:PORT [option=value …]`: reads that topic with Kafka's consumers, and says on a line of JSON how long
        /// that took.
        READ
    }
}
