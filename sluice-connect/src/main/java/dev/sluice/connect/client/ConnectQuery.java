package dev.sluice.connect.client;

import dev.sluice.cluster.ClusterQuery;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import dev.sluice.progress.QueryStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.connect.proto.Command;
import org.apache.spark.connect.proto.StreamingQueryCommand;
import org.apache.spark.connect.proto.StreamingQueryCommandResult;
import org.apache.spark.connect.proto.StreamingQueryInstanceId;

/// A streaming query, asked by messages.
final class ConnectQuery implements ClusterQuery {

    private final ConnectCluster cluster;
    private final StreamingQueryInstanceId id;

    ConnectQuery(ConnectCluster cluster, StreamingQueryInstanceId id) {
        this.cluster = cluster;
        this.id = id;
    }

    private StreamingQueryCommandResult ask(Consumer<StreamingQueryCommand.Builder> question) {
        var command = StreamingQueryCommand.newBuilder().setQueryId(id);
        question.accept(command);
        var results = cluster.execute(
                Command.newBuilder().setStreamingQueryCommand(command).build(), List.of());
        return results.stream()
                .filter(response -> response.hasStreamingQueryCommandResult())
                .map(response -> response.getStreamingQueryCommandResult())
                .findFirst()
                .orElse(StreamingQueryCommandResult.getDefaultInstance());
    }

    @Override
    public String id() {
        return id.getId();
    }

    @Override
    public String runId() {
        return id.getRunId();
    }

    @Override
    public boolean isActive() {
        return ask(question -> question.setStatus(true)).getStatus().getIsActive();
    }

    @Override
    public QueryStatus status() {
        var status = ask(question -> question.setStatus(true)).getStatus();
        return new QueryStatus(status.getStatusMessage(), status.getIsDataAvailable(), status.getIsTriggerActive());
    }

    @Override
    public List<JsonValue> recentProgress() {
        return ask(question -> question.setRecentProgress(true))
                .getRecentProgress()
                .getRecentProgressJsonList()
                .stream()
                .map(JsonValue::parse)
                .toList();
    }

    @Override
    public String explain(boolean extended) {
        return ask(question -> question.setExplain(
                        StreamingQueryCommand.ExplainCommand.newBuilder().setExtended(extended)))
                .getExplain()
                .getResult();
    }

    @Override
    public Optional<String> failure() {
        var exception = ask(question -> question.setException(true)).getException();
        return exception.hasExceptionMessage() ? Optional.of(exception.getExceptionMessage()) : Optional.empty();
    }

    /// One that failed answers with its error; that it has ended is all that is asked here.
    @Override
    public boolean awaitTermination(long millis) {
        if (!isActive()) return true;
        try {
            return ask(question ->
                            question.setAwaitTermination(StreamingQueryCommand.AwaitTerminationCommand.newBuilder()
                                    .setTimeoutMs(millis)))
                    .getAwaitTermination()
                    .getTerminated();
        } catch (SluiceException e) {
            if (e.condition() == ErrorCondition.CLUSTER_UNREACHABLE || isActive()) throw e;
            return true;
        }
    }

    @Override
    public void processAllAvailable() {
        ask(question -> question.setProcessAllAvailable(true));
    }

    @Override
    public void stop() {
        ask(question -> question.setStop(true));
    }
}
