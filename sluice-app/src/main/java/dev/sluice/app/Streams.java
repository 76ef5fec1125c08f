package dev.sluice.app;

import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.api.StreamingQueryException;
import dev.sluice.api.StreamingQueryListener;
import dev.sluice.progress.QueryProgress;
import dev.sluice.stream.Trigger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// The streaming queries that a session has started, in that order, and what each has done so far.
final class Streams extends StreamingQueryListener {

    private static final System.Logger LOG = System.getLogger("MicroBatchExecution");

    /// What a query has done. Written by its thread.
    private static final class Tally {
        private final StreamingQuery query;
        private long rows;
        private long microBatches;
        private long millis;

        private Tally(StreamingQuery query) {
            this.query = query;
        }

        private synchronized void add(QueryProgress progress) {
            rows += progress.numInputRows();
            microBatches++;
            millis += progress.batchDurationMillis();
        }

        private synchronized boolean hasRead() {
            return microBatches > 0;
        }

        private synchronized String report() {
            String speed =
                    rows == 0 ? "" : String.format(Locale.ROOT, ", %,d rows/s", rows * 1000 / Math.max(1, millis));
            return String.format(
                    Locale.ROOT,
                    "read %,d %s in %,d micro-%s%s",
                    rows,
                    rows == 1 ? "row" : "rows",
                    microBatches,
                    microBatches == 1 ? "batch" : "batches",
                    speed);
        }
    }

    private final Session session;
    private final List<Tally> tallies = new ArrayList<>();

    private Streams(Session session) {
        this.session = session;
    }

    static Streams of(Session session) {
        var streams = new Streams(session);
        session.streams().addListener(streams);
        return streams;
    }

    @Override
    public synchronized void onQueryStarted(QueryStartedEvent event) {
        session.streams().get(event.id()).map(Tally::new).ifPresent(tallies::add);
    }

    @Override
    public void onQueryProgress(QueryProgressEvent event) {
        UUID run = UUID.fromString(event.progress().runId());
        tallies().stream()
                .filter(tally -> tally.query.runId().equals(run))
                .forEach(tally -> tally.add(event.progress()));
        LOG.log(System.Logger.Level.INFO, () -> "Streaming query made progress: " + event.progress());
    }

    @Override
    public void onQueryTerminated(QueryTerminatedEvent event) {}

    private synchronized List<Tally> tallies() {
        return List.copyOf(tallies);
    }

    List<StreamingQuery> queries() {
        return tallies().stream().map(tally -> tally.query).toList();
    }

    /// Waits until all of these queries have ended, so that their names are free, or one of them has failed.
    ///
    /// @return the one that failed
    Optional<StreamingQuery> await(List<StreamingQuery> queries) {
        while (true) {
            // Forget first and look then: a query that ends in between is waited for in vain by nobody.
            session.streams().resetTerminated();
            boolean over =
                    Collections.disjoint(queries, List.of(session.streams().active()));
            Optional<StreamingQuery> failed = queries.stream()
                    .filter(query -> query.exception().isPresent())
                    .findFirst();
            if (failed.isPresent() || over) return failed;
            try {
                session.streams().awaitAnyTermination();
            } catch (StreamingQueryException _) {
                // One has failed: if it is one of these, the next look finds it.
            }
        }
    }

    /// Waits until those that end by themselves have ended.
    ///
    /// @return whether none of them failed
    boolean awaitThoseThatEnd() {
        return await(queries().stream().filter(Streams::endsByItself).toList()).isEmpty();
    }

    static boolean endsByItself(StreamingQuery query) {
        return switch (query.trigger()) {
            case Trigger.OneTimeTrigger _, Trigger.AvailableNowTrigger _ -> true;
            case Trigger.ProcessingTimeTrigger _, Trigger.ContinuousTrigger _, Trigger.RealTimeTrigger _ -> false;
        };
    }

    /// What a query is called: its id if it has no name.
    static String nameOf(StreamingQuery query) {
        return Objects.requireNonNullElse(query.name(), query.id().toString());
    }

    /// Ends all queries, each after its running micro-batch.
    void stop() {
        queries().forEach(StreamingQuery::stop);
    }

    /// Whether any of the queries has made a micro-batch.
    boolean haveRead() {
        return tallies().stream().anyMatch(Tally::hasRead);
    }

    /// What a query has done, in a line.
    String reportOf(StreamingQuery query) {
        return tallies().stream()
                .filter(tally -> tally.query == query)
                .findFirst()
                .map(Tally::report)
                .orElseThrow();
    }

    /// What each query has done, a line each.
    List<String> report() {
        return tallies().stream()
                .map(tally -> nameOf(tally.query) + ": " + tally.report())
                .toList();
    }
}
