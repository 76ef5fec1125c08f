package dev.sluice.connect.client;

import dev.sluice.ast.Parts;
import dev.sluice.ast.Relation;
import dev.sluice.cluster.Cluster;
import dev.sluice.cluster.ClusterQuery;
import dev.sluice.cluster.ClusterStream;
import dev.sluice.cluster.ClusterWrite;
import dev.sluice.connect.ArrowReader;
import dev.sluice.connect.ProtoTypes;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import dev.sluice.stream.Trigger;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Values;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.spark.connect.proto.AnalyzePlanRequest;
import org.apache.spark.connect.proto.AnalyzePlanResponse;
import org.apache.spark.connect.proto.Command;
import org.apache.spark.connect.proto.ConfigRequest;
import org.apache.spark.connect.proto.ExecutePlanRequest;
import org.apache.spark.connect.proto.ExecutePlanResponse;
import org.apache.spark.connect.proto.FetchErrorDetailsRequest;
import org.apache.spark.connect.proto.FetchErrorDetailsResponse;
import org.apache.spark.connect.proto.InterruptRequest;
import org.apache.spark.connect.proto.KeyValue;
import org.apache.spark.connect.proto.Plan;
import org.apache.spark.connect.proto.ReleaseSessionRequest;
import org.apache.spark.connect.proto.SparkConnectServiceGrpc;
import org.apache.spark.connect.proto.SparkConnectServiceGrpc.SparkConnectServiceBlockingStub;
import org.apache.spark.connect.proto.SqlCommand;
import org.apache.spark.connect.proto.StreamingQueryListenerBusCommand;
import org.apache.spark.connect.proto.StreamingQueryListenerEvent;
import org.apache.spark.connect.proto.UserContext;
import org.apache.spark.connect.proto.WriteOperation;
import org.apache.spark.connect.proto.WriteStreamOperationStart;
import org.jspecify.annotations.Nullable;

/// A session on a server of Spark Connect.
final class ConnectCluster implements Cluster {

    private static final System.Logger LOG = System.getLogger("ConnectCluster");
    private static final String ZONE = "spark.sql.session.timeZone";
    private static final String CLIENT = "sluice";
    private static final long ALIVE_SECONDS = 300;
    private static final int MOST_BYTES = 512 << 20;
    private static final long LAST_WORDS_SECONDS = 5;

    /// Tells with the first allocation how it is set up. Kept, since loggers that nobody holds are forgotten.
    private static final Logger ARROW = Logger.getLogger("org.apache.arrow");

    private final Address address;
    private final ManagedChannel channel;
    private final SparkConnectServiceBlockingStub stub;
    private final UserContext user;
    private final BufferAllocator allocator = new RootAllocator();
    private volatile String zone = "UTC";
    private volatile boolean closed;

    private ConnectCluster(Address address, ManagedChannel channel) {
        this.address = address;
        this.channel = channel;
        user = UserContext.newBuilder()
                .setUserId(address.user())
                .setUserName(address.user())
                .build();
        var plain = SparkConnectServiceGrpc.newBlockingStub(channel);
        var headers = new Metadata();
        if (address.token() != null) {
            headers.put(
                    Metadata.Key.of("Authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + address.token());
        }
        address.headers()
                .forEach((name, value) -> headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
        stub = plain.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    /// @throws SluiceException if nobody answers
    static ConnectCluster open(Address address) {
        ARROW.setLevel(Level.WARNING);
        ChannelCredentials credentials =
                address.tls() ? TlsChannelCredentials.create() : InsecureChannelCredentials.create();
        ManagedChannel channel = Grpc.newChannelBuilder(address.host() + ":" + address.port(), credentials)
                .maxInboundMessageSize(MOST_BYTES)
                .userAgent(address.agent())
                .keepAliveTime(ALIVE_SECONDS, TimeUnit.SECONDS)
                .build();
        var cluster = new ConnectCluster(address, channel);
        try {
            cluster.analyze(
                    request -> request.setSparkVersion(AnalyzePlanRequest.SparkVersion.getDefaultInstance()),
                    List.of());
            return cluster;
        } catch (RuntimeException e) {
            channel.shutdownNow();
            throw e;
        }
    }

    // ---- asking

    private AnalyzePlanResponse analyze(Consumer<AnalyzePlanRequest.Builder> question, List<String> texts) {
        var request = AnalyzePlanRequest.newBuilder()
                .setSessionId(address.sessionId())
                .setUserContext(user)
                .setClientType(CLIENT);
        question.accept(request);
        return told(texts, () -> stub.analyzePlan(request.build()));
    }

    private <T> T told(List<String> texts, Supplier<T> call) {
        try {
            return call.get();
        } catch (StatusRuntimeException e) {
            throw ClusterErrors.of(e, address.text(), this::details, texts);
        }
    }

    private Optional<FetchErrorDetailsResponse> details(String errorId) {
        try {
            return Optional.of(stub.fetchErrorDetails(FetchErrorDetailsRequest.newBuilder()
                    .setSessionId(address.sessionId())
                    .setUserContext(user)
                    .setErrorId(errorId)
                    .build()));
        } catch (StatusRuntimeException _) {
            return Optional.empty(); // the status itself has said the most
        }
    }

    private ExecutePlanRequest request(Plan plan) {
        return ExecutePlanRequest.newBuilder()
                .setSessionId(address.sessionId())
                .setUserContext(user)
                .setClientType(CLIENT)
                .setPlan(plan)
                .build();
    }

    /// All answers to a command.
    ///
    /// @param texts the SQL in it
    List<ExecutePlanResponse> execute(Command command, List<String> texts) {
        return execute(Plan.newBuilder().setCommand(command).build(), texts);
    }

    private List<ExecutePlanResponse> execute(Plan plan, List<String> texts) {
        return told(texts, () -> {
            List<ExecutePlanResponse> answers = new ArrayList<>();
            stub.executePlan(request(plan)).forEachRemaining(answers::add);
            return answers;
        });
    }

    private org.apache.spark.connect.proto.Relation said(Relation relation) {
        return SaidRelations.write(relation, allocator, zone);
    }

    private Plan plan(Relation relation) {
        return Plan.newBuilder().setRoot(said(relation)).build();
    }

    /// The SQL in a relation, in which errors have their places.
    private static List<String> texts(Relation relation) {
        return Parts.of(relation, Relation.Sql.class).stream()
                .map(Relation.Sql::text)
                .toList();
    }

    // ---- queries

    @Override
    public Meaning analyze(Relation relation) {
        Plan plan = plan(relation);
        List<String> texts = texts(relation);
        var schema = analyze(request -> request.getSchemaBuilder().setPlan(plan), texts)
                .getSchema()
                .getSchema();
        boolean streaming = analyze(request -> request.getIsStreamingBuilder().setPlan(plan), texts)
                .getIsStreaming()
                .getIsStreaming();
        return new Meaning((DataType.Struct) ProtoTypes.read(schema), streaming);
    }

    @Override
    public List<Chunk> rows(Relation relation, DataType.Struct schema) {
        return rows(execute(plan(relation), texts(relation)), schema);
    }

    private List<Chunk> rows(List<ExecutePlanResponse> answers, DataType.Struct schema) {
        List<Chunk> chunks = new ArrayList<>();
        for (ExecutePlanResponse answer : answers) {
            if (!answer.hasArrowBatch() || answer.getArrowBatch().getRowCount() == 0) continue;
            byte[] stream = answer.getArrowBatch().getData().toByteArray();
            chunks.add(Values.chunk(schema, ArrowReader.read(allocator, stream).values()));
        }
        return chunks;
    }

    @Override
    public String explain(Relation relation, String mode) {
        var explain = AnalyzePlanRequest.Explain.newBuilder().setPlan(plan(relation));
        explain.setExplainMode(
                switch (mode.toLowerCase(java.util.Locale.ROOT)) {
                    case "extended" -> AnalyzePlanRequest.Explain.ExplainMode.EXPLAIN_MODE_EXTENDED;
                    case "codegen" -> AnalyzePlanRequest.Explain.ExplainMode.EXPLAIN_MODE_CODEGEN;
                    case "cost" -> AnalyzePlanRequest.Explain.ExplainMode.EXPLAIN_MODE_COST;
                    case "formatted" -> AnalyzePlanRequest.Explain.ExplainMode.EXPLAIN_MODE_FORMATTED;
                    default -> AnalyzePlanRequest.Explain.ExplainMode.EXPLAIN_MODE_SIMPLE;
                });
        return analyze(request -> request.setExplain(explain), texts(relation))
                .getExplain()
                .getExplainString();
    }

    @Override
    public Answer command(Relation.Sql statement) {
        var command = Command.newBuilder()
                .setSqlCommand(SqlCommand.newBuilder().setInput(said(statement)))
                .build();
        for (ExecutePlanResponse answer : execute(command, List.of(statement.text()))) {
            if (!answer.hasSqlCommandResult()) continue;
            Plan root = Plan.newBuilder()
                    .setRoot(answer.getSqlCommandResult().getRelation())
                    .build();
            var type = analyze(request -> request.getSchemaBuilder().setPlan(root), List.of())
                    .getSchema()
                    .getSchema();
            var schema = (DataType.Struct) ProtoTypes.read(type);
            return new Answer(schema, schema.size() == 0 ? List.of() : rows(execute(root, List.of()), schema));
        }
        return new Answer(new DataType.Struct(List.of()), List.of());
    }

    // ---- writing

    @Override
    public void write(ClusterWrite rows) {
        var write = WriteOperation.newBuilder()
                .setInput(said(rows.rows()))
                .putAllOptions(rows.options())
                .addAllPartitioningColumns(rows.partitionColumns());
        if (rows.format() != null) write.setSource(rows.format());
        write.setMode(
                switch (rows.mode()) {
                    case APPEND -> WriteOperation.SaveMode.SAVE_MODE_APPEND;
                    case OVERWRITE -> WriteOperation.SaveMode.SAVE_MODE_OVERWRITE;
                    case ERROR_IF_EXISTS -> WriteOperation.SaveMode.SAVE_MODE_ERROR_IF_EXISTS;
                    case IGNORE -> WriteOperation.SaveMode.SAVE_MODE_IGNORE;
                });
        if (rows.table() != null) {
            write.setTable(WriteOperation.SaveTable.newBuilder()
                    .setTableName(rows.table())
                    .setSaveMethod(
                            rows.byPosition()
                                    ? WriteOperation.SaveTable.TableSaveMethod.TABLE_SAVE_METHOD_INSERT_INTO
                                    : WriteOperation.SaveTable.TableSaveMethod.TABLE_SAVE_METHOD_SAVE_AS_TABLE));
        }
        execute(Command.newBuilder().setWriteOperation(write).build(), texts(rows.rows()));
    }

    @Override
    public ClusterQuery start(ClusterStream stream) {
        var start = WriteStreamOperationStart.newBuilder()
                .setInput(said(stream.rows()))
                .setFormat(stream.format())
                .putAllOptions(stream.options())
                .addAllPartitioningColumnNames(stream.partitionColumns())
                .setOutputMode(stream.mode().word());
        if (stream.name() != null) start.setQueryName(stream.name());
        if (stream.table() != null) start.setTableName(stream.table());
        switch (stream.trigger()) {
            case Trigger.ProcessingTimeTrigger(long millis) ->
                start.setProcessingTimeInterval(millis + " milliseconds");
            case Trigger.OneTimeTrigger _ -> start.setOnce(true);
            case Trigger.AvailableNowTrigger _ -> start.setAvailableNow(true);
            case Trigger.ContinuousTrigger(long millis) ->
                start.setContinuousCheckpointInterval(millis + " milliseconds");
            case Trigger.RealTimeTrigger(long millis) -> start.setRealTimeBatchDuration(millis + " milliseconds");
        }
        var command = Command.newBuilder().setWriteStreamOperationStart(start).build();
        return execute(command, texts(stream.rows())).stream()
                .filter(ExecutePlanResponse::hasWriteStreamOperationStartResult)
                .map(answer -> new ConnectQuery(
                        this, answer.getWriteStreamOperationStartResult().getQueryId()))
                .findFirst()
                .orElseThrow(() -> SluiceException.bug("the cluster started a query and did not say which"));
    }

    /// Returns when the cluster listens, so that nothing is missed that is started afterwards.
    @Override
    public void listen(News listener) {
        var command = Command.newBuilder()
                .setStreamingQueryListenerBusCommand(
                        StreamingQueryListenerBusCommand.newBuilder().setAddListenerBusListener(true))
                .build();
        var added = new CountDownLatch(1);
        Thread.ofVirtual().name("cluster-listener").start(() -> {
            try {
                Iterator<ExecutePlanResponse> answers = stub.executePlan(
                        request(Plan.newBuilder().setCommand(command).build()));
                while (answers.hasNext()) {
                    var news = answers.next();
                    added.countDown();
                    news.getStreamingQueryListenerEventsResult()
                            .getEventsList()
                            .forEach(event -> heard(event, listener));
                }
            } catch (StatusRuntimeException e) {
                // Each query tells at its end what was missed.
                if (!closed) LOG.log(System.Logger.Level.DEBUG, "The cluster no longer tells of its queries", e);
            } finally {
                added.countDown();
            }
        });
        try {
            var _ = added.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// News that make no sense must not end the conversation.
    private static void heard(StreamingQueryListenerEvent event, News listener) {
        try {
            JsonValue.JsonObject said = JsonValue.parse(event.getEventJson()).asObject();
            switch (event.getEventType()) {
                case QUERY_PROGRESS_EVENT -> listener.progressed(said.require("progress"));
                case QUERY_IDLE_EVENT ->
                    listener.idle(
                            said.require("runId").asString(),
                            said.require("timestamp").asString());
                case QUERY_TERMINATED_EVENT, QUERY_PROGRESS_UNSPECIFIED, UNRECOGNIZED -> {}
            }
        } catch (IllegalArgumentException e) {
            LOG.log(System.Logger.Level.WARNING, "News of the cluster can't be read: " + event.getEventJson(), e);
        }
    }

    // ---- the session

    @Override
    public void set(String key, @Nullable String value) {
        var operation = ConfigRequest.Operation.newBuilder();
        if (value == null) operation.setUnset(ConfigRequest.Unset.newBuilder().addKeys(key));
        else
            operation.setSet(ConfigRequest.Set.newBuilder()
                    .addPairs(KeyValue.newBuilder().setKey(key).setValue(value)));
        told(
                List.of(),
                () -> stub.config(ConfigRequest.newBuilder()
                        .setSessionId(address.sessionId())
                        .setUserContext(user)
                        .setClientType(CLIENT)
                        .setOperation(operation)
                        .build()));
        if (key.equals(ZONE) && value != null) zone = value;
    }

    @Override
    public List<String> interrupt() {
        return told(
                List.of(),
                () -> stub.interrupt(InterruptRequest.newBuilder()
                                .setSessionId(address.sessionId())
                                .setUserContext(user)
                                .setInterruptType(InterruptRequest.InterruptType.INTERRUPT_TYPE_ALL)
                                .build())
                        .getInterruptedIdsList());
    }

    @Override
    public void close() {
        closed = true;
        try {
            var _ = stub.withDeadlineAfter(LAST_WORDS_SECONDS, TimeUnit.SECONDS)
                    .releaseSession(ReleaseSessionRequest.newBuilder()
                            .setSessionId(address.sessionId())
                            .setUserContext(user)
                            .setClientType(CLIENT)
                            .build());
        } catch (StatusRuntimeException e) {
            // A cluster that is gone has released it.
            LOG.log(System.Logger.Level.DEBUG, "The session could not be released", e);
        }
        channel.shutdownNow();
        allocator.close();
    }
}
