package dev.sluice.checkpoint;

import dev.sluice.checkpoint.LogEntry.Changes;
import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.state.StateSpec;
import java.util.ArrayList;
import java.util.List;

/// Finds the changes in the log that count: those of micro-batches that were committed, by the run that committed them.
///
/// The changes of one micro-batch are held back until its commit is read.
final class CommittedChanges implements LogReader.Visitor {

    interface Receiver {
        /// Whether the rows of this piece are of interest at all.
        default boolean wants(String operator, int partition, int partitionCount) {
            return true;
        }

        /// From here on changes are written for these states.
        default void opened(List<StateSpec> states) {}

        /// @param partitionCount how many partitions there were when the change was made
        /// @throws IllegalArgumentException if the rows cannot be understood
        void receive(String operator, int partition, int partitionCount, byte[] rows);
    }

    private final Receiver receiver;
    private final List<Changes> held = new ArrayList<>();
    private int partitionCount;

    /// @param partitionCount in the run that was going on where reading begins
    CommittedChanges(int partitionCount, Receiver receiver) {
        this.partitionCount = partitionCount;
        this.receiver = receiver;
    }

    @Override
    public void visit(int type, byte[] payload, LogPosition end) {
        switch (type) {
            case LogEntryCodec.OPENED -> {
                held.clear();
                var opened = (Opened) LogEntryCodec.entry(type, payload);
                if (opened.adapted()) throw LogEntry.adaptedHere();
                partitionCount = opened.statePartitions();
                receiver.opened(opened.state());
            }
            case LogEntryCodec.PLANNED, LogEntryCodec.REWOUND -> held.clear();
            case LogEntryCodec.CHANGES -> {
                var changes = (Changes) LogEntryCodec.entry(type, payload);
                if (receiver.wants(changes.operator(), changes.partition(), partitionCount)) held.add(changes);
            }
            case LogEntryCodec.COMMITTED -> {
                for (Changes changes : held) {
                    receiver.receive(changes.operator(), changes.partition(), partitionCount, changes.rows());
                }
                held.clear();
            }
            default -> throw new IllegalArgumentException("a record of type " + type + " is no entry of a log");
        }
    }
}
