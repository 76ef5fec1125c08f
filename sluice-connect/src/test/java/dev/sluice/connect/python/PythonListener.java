package dev.sluice.connect.python;

import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.spark.connect.proto.ExecutePlanRequest;
import org.apache.spark.connect.proto.ExecutePlanResponse;
import org.apache.spark.connect.proto.SparkConnectServiceGrpc.SparkConnectServiceStub;
import org.apache.spark.connect.proto.StreamingQueryEventType;
import org.apache.spark.connect.proto.StreamingQueryListenerEvent;

/// The conversation in which a server tells a client's listeners of its streams: it goes on beside all others.
final class PythonListener implements StreamObserver<ExecutePlanResponse> {

    private static final int SECONDS = 60;

    private final LinkedBlockingQueue<ExecutePlanResponse> heard = new LinkedBlockingQueue<>();

    static PythonListener begin(SparkConnectServiceStub server, ExecutePlanRequest request) {
        var listener = new PythonListener();
        server.executePlan(request, listener);
        return listener;
    }

    @Override
    public void onNext(ExecutePlanResponse answer) {
        if (answer.hasStreamingQueryListenerEventsResult()) heard.add(answer);
    }

    @Override
    public void onError(Throwable error) {
        // Who waits is told in time.
    }

    @Override
    public void onCompleted() {
        // So it is when the client takes the last listener away.
    }

    /// Whether the server says that it listens.
    List<String> added() {
        return List.of(
                "listens: " + next().getStreamingQueryListenerEventsResult().getListenerBusListenerAdded());
    }

    /// The events until a query has ended: each kind with the form of its JSON, however often it came.
    List<String> untilTheEnd() {
        List<String> events = new ArrayList<>();
        while (true) {
            for (StreamingQueryListenerEvent event :
                    next().getStreamingQueryListenerEventsResult().getEventsList()) {
                String form = event.getEventType() + " " + JsonKeys.of(event.getEventJson());
                if (!events.contains(form)) events.add(form);
                if (event.getEventType() == StreamingQueryEventType.QUERY_TERMINATED_EVENT) return events;
            }
        }
    }

    private ExecutePlanResponse next() {
        try {
            ExecutePlanResponse next = heard.poll(SECONDS, TimeUnit.SECONDS);
            if (next == null) throw new AssertionError("nothing was heard for " + SECONDS + " seconds");
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
