package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.cluster.ClusterQuery;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import dev.sluice.progress.QueryStatus;
import dev.sluice.stream.Trigger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a session tells of a query on a cluster, however the cluster's news come.
class ClusterStreamingQueryTest {

    private final Session session = Session.builder().create();
    private final List<Long> heard = Collections.synchronizedList(new ArrayList<>());
    private final Told cluster = new Told();
    private final ClusterStreamingQuery query =
            new ClusterStreamingQuery(session, null, Trigger.DEFAULT, cluster, null, _ -> {});

    @AfterEach
    void close() {
        cluster.ended.countDown();
        session.close();
    }

    private void listen() {
        session.streams().addListener(new StreamingQueryListener() {
            @Override
            public void onQueryStarted(QueryStartedEvent event) {}

            @Override
            public void onQueryProgress(QueryProgressEvent event) {
                heard.add(event.progress().batchId());
            }

            @Override
            public void onQueryTerminated(QueryTerminatedEvent event) {}
        });
    }

    /// Spark tells of a trigger without news with the number of the micro-batch that is yet to come.
    @Test
    void aTriggerWithoutNewsDoesNotHideTheMicroBatch() {
        listen();
        cluster.recent.add(progress(0, 1));
        cluster.recent.add(idle(1, 2));
        query.begin();
        query.skip();
        query.hear(progress(1, 3));
        query.hear(progress(2, 3));
        assertEquals(List.of(1L, 2L), heard);
    }

    @Test
    void whatWasNotHeardIsAskedForInOrder() {
        listen();
        query.hear(progress(0, 1));
        query.begin();
        for (int i = 0; i < 4; i++) cluster.recent.add(progress(i, i));
        query.hear(progress(3, 3));
        cluster.recent.add(idle(4, 9));
        cluster.ended.countDown();
        query.awaitTermination();
        assertEquals(List.of(0L, 1L, 2L, 3L), heard);
    }

    @Test
    void aQueryThatWasLostCanBeStopped() {
        cluster.failure = ErrorCondition.CLUSTER_REFUSED
                .error()
                .with("message", "no such session")
                .build();
        query.begin();
        assertThrows(StreamingQueryException.class, query::awaitTermination);
        assertFalse(query.isActive());
        query.stop();
        assertTrue(cluster.stopped);
    }

    @Test
    void aQueryThatFailsWhileItsRowsAreAwaitedSaysWhy() {
        cluster.said = "org.apache.spark.sql.streaming.StreamingQueryException: [DIVIDE_BY_ZERO] by zero";
        query.begin();
        cluster.ended.countDown();
        var error = assertThrows(StreamingQueryException.class, query::processAllAvailable);
        assertTrue(error.message().contains("[DIVIDE_BY_ZERO]"), error::message);
    }

    private JsonValue progress(long batchId, long millis) {
        return said(batchId, millis, "{\"addBatch\":1,\"triggerExecution\":2}");
    }

    private JsonValue idle(long batchId, long millis) {
        return said(batchId, millis, "{\"latestOffset\":1,\"triggerExecution\":1}");
    }

    private JsonValue said(long batchId, long millis, String durations) {
        return JsonValue.parse("{\"id\":\"" + cluster.id() + "\",\"runId\":\"" + cluster.runId()
                + "\",\"name\":null,\"timestamp\":\"2026-01-01T00:00:00.00" + millis + "Z\",\"batchId\":" + batchId
                + ",\"durationMs\":" + durations
                + ",\"sources\":[],\"sink\":{\"description\":\"s\"}}");
    }

    /// A cluster that says what it is told to say.
    private static final class Told implements ClusterQuery {
        private final String id = UUID.randomUUID().toString();
        private final String runId = UUID.randomUUID().toString();
        private final List<JsonValue> recent = Collections.synchronizedList(new ArrayList<>());
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile @Nullable String said;
        private volatile @Nullable SluiceException failure;
        private volatile boolean stopped;

        @Override
        public String id() {
            return id;
        }

        @Override
        public String runId() {
            return runId;
        }

        @Override
        public boolean isActive() {
            return ended.getCount() > 0;
        }

        @Override
        public QueryStatus status() {
            return new QueryStatus("", false, false);
        }

        @Override
        public List<JsonValue> recentProgress() {
            return List.copyOf(recent);
        }

        @Override
        public String explain(boolean extended) {
            return "";
        }

        @Override
        public Optional<String> failure() {
            return Optional.ofNullable(said);
        }

        @Override
        public boolean awaitTermination(long millis) {
            SluiceException lost = failure;
            if (lost != null) throw lost;
            try {
                return ended.await(millis, java.util.concurrent.TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }

        @Override
        public void processAllAvailable() {
            if (said != null) {
                throw ErrorCondition.CLUSTER_REFUSED
                        .error()
                        .with("message", said)
                        .build();
            }
        }

        @Override
        public void stop() {
            stopped = true;
        }
    }
}
