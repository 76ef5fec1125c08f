package dev.sluice.connect;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.error.ErrorCondition;
import dev.sluice.progress.QueryProgress;
import dev.sluice.stream.Trigger;
import java.util.Arrays;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.apache.spark.connect.proto.Command;
import org.apache.spark.connect.proto.ExecutePlanResponse;
import org.apache.spark.connect.proto.StreamingQueryCommand;
import org.apache.spark.connect.proto.StreamingQueryCommandResult;
import org.apache.spark.connect.proto.StreamingQueryInstanceId;
import org.apache.spark.connect.proto.StreamingQueryManagerCommand;
import org.apache.spark.connect.proto.StreamingQueryManagerCommandResult;
import org.apache.spark.connect.proto.StreamingQueryManagerCommandResult.StreamingQueryInstance;
import org.apache.spark.connect.proto.WriteStreamOperationStart;
import org.apache.spark.connect.proto.WriteStreamOperationStartResult;

/// Starts streaming queries, and asks and ends them.
final class StreamCommands {

    private final ConnectSession session;
    private final Execution client;
    private final Supplier<ExecutePlanResponse.Builder> answer;

    /// @param answer begins an answer to the client
    StreamCommands(ConnectSession session, Execution client, Supplier<ExecutePlanResponse.Builder> answer) {
        this.session = session;
        this.client = client;
        this.answer = answer;
    }

    void run(Command said) {
        switch (said.getCommandTypeCase()) {
            case WRITE_STREAM_OPERATION_START -> start(said.getWriteStreamOperationStart());
            case STREAMING_QUERY_COMMAND -> query(said.getStreamingQueryCommand());
            case STREAMING_QUERY_MANAGER_COMMAND -> manager(said.getStreamingQueryManagerCommand());
            case STREAMING_QUERY_LISTENER_BUS_COMMAND -> {
                if (said.getStreamingQueryListenerBusCommand().getAddListenerBusListener()) {
                    session.listeners().listen(client, answer);
                } else {
                    session.listeners().stopListening();
                }
            }
            default -> throw Refusals.invalid("no command about streaming queries");
        }
    }

    // ---- starting

    private void start(WriteStreamOperationStart said) {
        if (said.hasForeachWriter()) throw Refusals.clientCode("foreach");
        if (said.hasForeachBatch()) throw Refusals.clientCode("foreachBatch");
        DataFrame rows = session.relations().frame(said.getInput());
        var writer = rows.writeStream();
        if (!said.getFormat().isEmpty()) writer.format(said.getFormat());
        said.getOptionsMap().forEach(writer::option);
        if (!said.getOutputMode().isEmpty()) writer.outputMode(said.getOutputMode());
        if (!said.getQueryName().isEmpty()) writer.queryName(said.getQueryName());
        if (said.getPartitioningColumnNamesCount() > 0) {
            writer.partitionBy(said.getPartitioningColumnNamesList().toArray(String[]::new));
        }
        switch (said.getTriggerCase()) {
            case PROCESSING_TIME_INTERVAL -> writer.trigger(Trigger.ProcessingTime(said.getProcessingTimeInterval()));
            case AVAILABLE_NOW -> writer.trigger(Trigger.AvailableNow());
            case ONCE -> writer.trigger(Trigger.Once());
            case CONTINUOUS_CHECKPOINT_INTERVAL ->
                writer.trigger(Trigger.Continuous(said.getContinuousCheckpointInterval()));
            case REAL_TIME_BATCH_DURATION -> writer.trigger(Trigger.RealTime(said.getRealTimeBatchDuration()));
            case TRIGGER_NOT_SET -> {}
        }
        StreamingQuery query = switch (said.getSinkDestinationCase()) {
            // Clients say an empty one for sinks that have none.
            case PATH -> said.getPath().isEmpty() ? writer.start() : writer.start(said.getPath());
            case TABLE_NAME -> writer.toTable(said.getTableName());
            case SINKDESTINATION_NOT_SET -> writer.start();
        };
        session.remember(query);
        var started = WriteStreamOperationStartResult.newBuilder().setQueryId(id(query));
        if (session.listeners().isListening()) {
            started.setQueryStartedEventJson(ListenerBus.started(query, System.currentTimeMillis()));
        }
        if (query.name() != null) started.setName(query.name());
        client.emit(answer.get().setWriteStreamOperationStartResult(started));
    }

    private static StreamingQueryInstanceId id(StreamingQuery query) {
        return StreamingQueryInstanceId.newBuilder()
                .setId(query.id().toString())
                .setRunId(query.runId().toString())
                .build();
    }

    // ---- one query

    private void query(StreamingQueryCommand said) {
        StreamingQuery query = session.query(said.getQueryId().getId())
                .filter(one -> one.runId().toString().equals(said.getQueryId().getRunId()))
                .orElseThrow(() -> ErrorCondition.CONNECT_QUERY_NOT_FOUND
                        .error()
                        .with("id", said.getQueryId().getId())
                        .build());
        var result = StreamingQueryCommandResult.newBuilder().setQueryId(said.getQueryId());
        switch (said.getCommandCase()) {
            case STATUS ->
                result.getStatusBuilder()
                        .setStatusMessage(query.status().message())
                        .setIsDataAvailable(query.status().isDataAvailable())
                        .setIsTriggerActive(query.status().isTriggerActive())
                        .setIsActive(query.isActive());
            case LAST_PROGRESS -> {
                QueryProgress last = query.lastProgress();
                var progress = result.getRecentProgressBuilder();
                if (last != null) progress.addRecentProgressJson(WireProgress.json(last));
            }
            case RECENT_PROGRESS ->
                result.getRecentProgressBuilder()
                        .addAllRecentProgressJson(Arrays.stream(query.recentProgress())
                                .map(WireProgress::json)
                                .toList());
            case STOP -> query.stop();
            case PROCESS_ALL_AVAILABLE -> query.processAllAvailable();
            case EXPLAIN ->
                result.getExplainBuilder()
                        .setResult(query.explainString(said.getExplain().getExtended()));
            case EXCEPTION -> {
                // Asked with false, which Scala's client does, it wants the error itself.
                if (!said.getException())
                    query.exception().ifPresent(failure -> {
                        throw failure;
                    });
                query.exception()
                        .ifPresent(failure -> result.getExceptionBuilder()
                                .setExceptionMessage(String.valueOf(failure.getMessage()))
                                .setErrorClass("STREAM_FAILED"));
            }
            case AWAIT_TERMINATION ->
                result.getAwaitTerminationBuilder().setTerminated(await(query, said.getAwaitTermination()));
            case COMMAND_NOT_SET -> throw Refusals.invalid("nothing is asked of the query");
        }
        client.emit(answer.get().setStreamingQueryCommandResult(result));
    }

    private boolean await(StreamingQuery query, StreamingQueryCommand.AwaitTerminationCommand said) {
        return await(said.hasTimeoutMs() ? said.getTimeoutMs() : Long.MAX_VALUE, query::awaitTermination);
    }

    /// Waits bit by bit, so that an interrupt is heard.
    private boolean await(long millis, LongPredicate ended) {
        long left = millis;
        while (left > 0) {
            client.check();
            long bit = Math.min(left, 100);
            if (ended.test(bit)) return true;
            if (left != Long.MAX_VALUE) left -= bit;
        }
        return false;
    }

    // ---- all queries

    private void manager(StreamingQueryManagerCommand said) {
        var result = StreamingQueryManagerCommandResult.newBuilder();
        Session engine = session.engine();
        switch (said.getCommandCase()) {
            case ACTIVE -> {
                var active = result.getActiveBuilder();
                for (StreamingQuery query : engine.streams().active()) active.addActiveQueries(instance(query));
            }
            case GET_QUERY ->
                session.query(said.getGetQuery())
                        .filter(StreamingQuery::isActive)
                        .ifPresent(query -> result.setQuery(instance(query)));
            case AWAIT_ANY_TERMINATION ->
                result.getAwaitAnyTerminationBuilder().setTerminated(awaitAny(engine, said.getAwaitAnyTermination()));
            case RESET_TERMINATED -> {
                engine.streams().resetTerminated();
                result.setResetTerminated(true);
            }
            case ADD_LISTENER, REMOVE_LISTENER -> throw Refusals.clientCode("a listener in the server");
            case LIST_LISTENERS -> result.getListListenersBuilder();
            case COMMAND_NOT_SET -> throw Refusals.invalid("nothing is asked of the queries");
        }
        client.emit(answer.get().setStreamingQueryManagerCommandResult(result));
    }

    private boolean awaitAny(Session engine, StreamingQueryManagerCommand.AwaitAnyTerminationCommand said) {
        return await(said.hasTimeoutMs() ? said.getTimeoutMs() : Long.MAX_VALUE, engine.streams()::awaitAnyTermination);
    }

    private static StreamingQueryInstance.Builder instance(StreamingQuery query) {
        var instance = StreamingQueryInstance.newBuilder().setId(id(query));
        if (query.name() != null) instance.setName(query.name());
        return instance;
    }
}
