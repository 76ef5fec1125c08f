package dev.sluice.connect;

import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.api.StreamingQueryException;
import dev.sluice.api.StreamingQueryListener;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.apache.spark.connect.proto.ExecutePlanResponse;
import org.apache.spark.connect.proto.StreamingQueryEventType;
import org.apache.spark.connect.proto.StreamingQueryListenerEvent;
import org.apache.spark.connect.proto.StreamingQueryListenerEventsResult;
import org.jspecify.annotations.Nullable;

/// Tells a client what the streaming queries of its session do, for as long as the client listens. There is one such
/// conversation a session; the client gives the news to listeners of its own.
final class ListenerBus {

    private final Session session;
    private @Nullable Listening listening;

    ListenerBus(Session session) {
        this.session = session;
    }

    /// Sends news to the client until it no longer listens.
    ///
    /// @throws dev.sluice.error.SluiceException if it listens already
    /// @param answer begins an answer to the client
    void listen(Execution client, Supplier<ExecutePlanResponse.Builder> answer) {
        Listening mine;
        synchronized (this) {
            if (listening != null) throw Refusals.invalid("the session listens to its streaming queries already");
            mine = new Listening(client, answer);
            listening = mine;
        }
        session.streams().addListener(mine);
        try {
            client.emit(answer.get()
                    .setStreamingQueryListenerEventsResult(
                            StreamingQueryListenerEventsResult.newBuilder().setListenerBusListenerAdded(true)));
            while (mine.over.getCount() > 0) client.pause(1000);
        } finally {
            stop(mine);
        }
    }

    synchronized boolean isListening() {
        return listening != null;
    }

    synchronized void stopListening() {
        if (listening != null) stop(listening);
    }

    private synchronized void stop(Listening which) {
        session.streams().removeListener(which);
        which.over.countDown();
        if (listening == which) listening = null;
    }

    /// What a query's start looks like to a client.
    static String started(StreamingQuery query, long atMillis) {
        return JsonValue.object()
                .put("id", query.id().toString())
                .put("runId", query.runId().toString())
                .put("name", query.name())
                .put("timestamp", dev.sluice.progress.QueryProgress.iso(atMillis))
                .put("jobTags", java.util.List.of())
                .build()
                .toText();
    }

    private static final class Listening extends StreamingQueryListener {
        private final Execution client;
        private final Supplier<ExecutePlanResponse.Builder> answer;
        private final CountDownLatch over = new CountDownLatch(1);

        private Listening(Execution client, Supplier<ExecutePlanResponse.Builder> answer) {
            this.client = client;
            this.answer = answer;
        }

        @Override
        public void onQueryStarted(QueryStartedEvent event) {
            // Travels with the answer to the command that started it.
        }

        @Override
        public void onQueryProgress(QueryProgressEvent event) {
            send(
                    StreamingQueryEventType.QUERY_PROGRESS_EVENT,
                    "{\"progress\":" + WireProgress.json(event.progress()) + "}");
        }

        @Override
        public void onQueryIdle(QueryIdleEvent event) {
            send(
                    StreamingQueryEventType.QUERY_IDLE_EVENT,
                    JsonValue.object()
                            .put("id", event.id().toString())
                            .put("runId", event.runId().toString())
                            .put("timestamp", event.timestamp())
                            .build()
                            .toText());
        }

        @Override
        public void onQueryTerminated(QueryTerminatedEvent event) {
            StreamingQueryException failure = event.exception().orElse(null);
            send(
                    StreamingQueryEventType.QUERY_TERMINATED_EVENT,
                    JsonValue.object()
                            .put("id", event.id().toString())
                            .put("runId", event.runId().toString())
                            .put("exception", failure == null ? null : failure.getMessage())
                            .put("errorClassOnException", failure == null ? null : condition(failure))
                            .build()
                            .toText());
        }

        /// As in Spark, of what the query failed with.
        private static String condition(StreamingQueryException failure) {
            return failure.getCause() instanceof SluiceException cause ? cause.getCondition() : failure.getCondition();
        }

        private void send(StreamingQueryEventType type, String json) {
            // What is not fetched must not hold up the query: who does not keep up no longer listens.
            boolean taken = client.offer(answer.get()
                    .setStreamingQueryListenerEventsResult(StreamingQueryListenerEventsResult.newBuilder()
                            .addEvents(StreamingQueryListenerEvent.newBuilder()
                                    .setEventJson(json)
                                    .setEventType(type))));
            if (!taken) over.countDown();
        }
    }
}
