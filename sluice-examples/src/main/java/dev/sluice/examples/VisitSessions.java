package dev.sluice.examples;

import static dev.sluice.api.functions.col;

import dev.sluice.api.Dataset;
import dev.sluice.api.Encoders;
import dev.sluice.api.Session;
import dev.sluice.stream.GroupState;
import dev.sluice.stream.GroupStateTimeout;
import dev.sluice.stream.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;

/// Follows people through their visits, with code of its own: a stay grows with each visit, and is over when a person
/// was not seen for half an hour. (`session_window` says the same in SQL, but tells of a stay only when it is over.)
///
/// The rows are records, and so is what is remembered of a person. Nothing of it is looked up by reflection while rows
/// flow, and a change of a record's fields is noticed at a restart.
public final class VisitSessions {

    public record Visit(String person, Instant at) {}

    /// What is remembered of a person while a stay lasts.
    public record Open(Instant begin, Instant end, int visits) {}

    public record Stay(String person, long minutes, int visits, boolean isOver) {}

    private VisitSessions() {}

    /// @param args the directory of JSON files, and the one of the checkpoint
    public static void main(String[] args) {
        if (args.length != 2) {
            throw new IllegalArgumentException("two directories are needed: the files', the checkpoint's");
        }
        Session session = Session.builder().appName("visit-sessions").getOrCreate();

        Dataset<Visit> visits = session.readStream()
                .schema("person STRING, at TIMESTAMP")
                .option("maxFilesPerTrigger", 1)
                .json(args[0])
                .withWatermark("at", "10 minutes")
                .as(Visit.class);

        Dataset<Stay> stays = visits.groupByKey(Visit::person, Encoders.STRING())
                .mapGroupsWithState(
                        VisitSessions::follow,
                        Encoders.record(Open.class),
                        Encoders.record(Stay.class),
                        GroupStateTimeout.EventTimeTimeout());

        stays.writeStream()
                .outputMode("update")
                .trigger(Trigger.AvailableNow())
                .option("checkpointLocation", args[1])
                .foreachBatch((changed, batchId) -> {
                    System.out.println("micro-batch " + batchId + ":");
                    changed.orderBy(col("person")).show();
                })
                .start()
                .awaitTermination();
    }

    /// Called for each person with new visits, and for those whose time is up.
    private static Stay follow(String person, Iterator<Visit> visits, GroupState<Open> state) {
        if (state.hasTimedOut()) {
            Open last = state.get();
            state.remove();
            return stay(person, last, true);
        }
        while (visits.hasNext()) {
            Instant at = visits.next().at();
            Open open = state.getOption().orElse(new Open(at, at, 0));
            state.update(new Open(
                    at.isBefore(open.begin()) ? at : open.begin(),
                    at.isAfter(open.end()) ? at : open.end(),
                    open.visits() + 1));
        }
        state.setTimeoutTimestamp(state.get().end(), "30 minutes");
        return stay(person, state.get(), false);
    }

    private static Stay stay(String person, Open open, boolean isOver) {
        long minutes = Duration.between(open.begin(), open.end()).toMinutes();
        return new Stay(person, minutes, open.visits(), isOver);
    }
}
