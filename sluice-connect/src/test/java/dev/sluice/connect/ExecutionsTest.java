package dev.sluice.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.sluice.api.Session;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.spark.connect.proto.AddArtifactsRequest;
import org.apache.spark.connect.proto.AddArtifactsRequest.ArtifactChunk;
import org.apache.spark.connect.proto.AddArtifactsRequest.Batch;
import org.apache.spark.connect.proto.AddArtifactsRequest.SingleChunkArtifact;
import org.apache.spark.connect.proto.ExecutePlanRequest;
import org.apache.spark.connect.proto.ExecutePlanResponse;
import org.apache.spark.connect.proto.ExecutePlanResponse.ExecutionProgress;
import org.apache.spark.connect.proto.Filter;
import org.apache.spark.connect.proto.GetStatusRequest;
import org.apache.spark.connect.proto.GetStatusResponse.OperationStatus.OperationState;
import org.apache.spark.connect.proto.InterruptRequest;
import org.apache.spark.connect.proto.InterruptRequest.InterruptType;
import org.apache.spark.connect.proto.Limit;
import org.apache.spark.connect.proto.Plan;
import org.apache.spark.connect.proto.ReattachExecuteRequest;
import org.apache.spark.connect.proto.ReattachOptions;
import org.apache.spark.connect.proto.Relation;
import org.apache.spark.connect.proto.ReleaseExecuteRequest;
import org.apache.spark.connect.proto.ReleaseExecuteRequest.ReleaseUntil;
import org.apache.spark.connect.proto.ReleaseSessionRequest;
import org.apache.spark.connect.proto.SQL;
import org.apache.spark.connect.proto.SparkConnectServiceGrpc;
import org.apache.spark.connect.proto.SparkConnectServiceGrpc.SparkConnectServiceBlockingStub;
import org.apache.spark.connect.proto.UserContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Executions whose clients interrupt them, go away, come back or send nonsense, over a real connection.
@Timeout(120) // what never comes would be waited for
class ExecutionsTest {

    private static final String LONG = "SELECT max(hash(id)) FROM range(1000000000000)";
    private static final String ENDLESS = "SELECT id FROM range(1000000000000)";

    private final String session = UUID.randomUUID().toString();
    private ConnectServer server;
    private ManagedChannel channel;
    private SparkConnectServiceBlockingStub client;

    @BeforeEach
    void start() throws IOException {
        server = ConnectServer.start(
                ConnectServer.Options.local(0), () -> Session.builder().create());
        channel = NettyChannelBuilder.forAddress("localhost", server.port())
                .usePlaintext()
                .build();
        client = SparkConnectServiceGrpc.newBlockingStub(channel);
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.close();
    }

    @Test
    void anInterruptEndsAQueryHoweverFarItIs() {
        String id = UUID.randomUUID().toString();
        Iterator<ExecutePlanResponse> answers = client.executePlan(request(id, sql(LONG), false));
        assertTrue(answers.next().hasSchema());
        assertEquals(List.of(id), interruptAll());
        var error = assertThrows(StatusRuntimeException.class, () -> answers.forEachRemaining(_ -> {}));
        assertEquals(Status.Code.INTERNAL, error.getStatus().getCode());
        assertTrue(String.valueOf(error.getMessage()).contains("OPERATION_CANCELED"), error::getMessage);
        assertEquals(List.of(), interruptAll());
    }

    @Test
    void aClientThatComesBackGetsWhatItHasNotSeen() {
        String id = UUID.randomUUID().toString();
        Iterator<ExecutePlanResponse> answers = client.executePlan(request(id, sql("SELECT 1 AS one"), true));
        String first = answers.next().getResponseId();
        Iterator<ExecutePlanResponse> again = reattach(id, first);
        assertTrue(next(again).hasArrowBatch());
        assertTrue(next(again).hasResultComplete());
        assertFalse(again.hasNext());
        var unknown = reattach(id, UUID.randomUUID().toString());
        var error = assertThrows(StatusRuntimeException.class, unknown::next);
        assertTrue(String.valueOf(error.getMessage()).contains("INVALID_CURSOR.POSITION_NOT_FOUND"), error::getMessage);
    }

    @Test
    void whoReadsIsToldThatTheSessionIsOver() throws Exception {
        String id = UUID.randomUUID().toString();
        Iterator<ExecutePlanResponse> answers = client.executePlan(request(id, sql(LONG), true));
        assertTrue(answers.next().hasSchema());
        ConnectSession own = own();
        client.releaseSession(ReleaseSessionRequest.newBuilder()
                .setSessionId(session)
                .setUserContext(UserContext.newBuilder().setUserId("ada"))
                .build());
        Future<Void> end = own.end(id);
        assertThrows(StatusRuntimeException.class, () -> answers.forEachRemaining(_ -> {}));
        end.get();
    }

    @Test
    void aQueryEndsWithTheClientThatCannotComeBack() throws Exception {
        String id = UUID.randomUUID().toString();
        var context = io.grpc.Context.current().withCancellation();
        context.run(() -> assertTrue(
                client.executePlan(request(id, sql(LONG), false)).next().hasSchema()));
        Future<Void> end = own().end(id);
        context.cancel(null);
        end.get();
        assertEquals(OperationState.OPERATION_STATE_UNKNOWN, state(id));
    }

    @Test
    void rowsComeWhileTheQueryRuns() {
        String id = UUID.randomUUID().toString();
        Iterator<ExecutePlanResponse> answers = client.executePlan(request(id, sql(ENDLESS), true));
        assertTrue(answers.next().hasSchema());
        long rows = 0;
        String last = "";
        for (int i = 0; i < 100; i++) {
            ExecutePlanResponse answer = next(answers);
            assertEquals(rows, answer.getArrowBatch().getStartOffset());
            rows += answer.getArrowBatch().getRowCount();
            last = answer.getResponseId();
            release(id, last);
        }
        assertTrue(rows > 0);
        ExecutePlanResponse next = next(reattach(id, last));
        assertEquals(rows, next.getArrowBatch().getStartOffset());
        assertEquals(List.of(id), interruptAll());
    }

    @Test
    void aClientHearsHowFarItsQueryIs() {
        String id = UUID.randomUUID().toString();
        Iterator<ExecutePlanResponse> answers = client.executePlan(request(id, sql(LONG), true));
        assertTrue(answers.next().hasSchema());
        ExecutionProgress progress = ExecutionProgress.getDefaultInstance();
        while (progress.getNumInflightTasks() == 0) { // the first may be told before a task has begun
            ExecutePlanResponse answer = answers.next(); // nothing else comes, the query is too long
            assertTrue(answer.hasExecutionProgress());
            progress = answer.getExecutionProgress();
            var first = progress.getStages(0);
            assertTrue(first.getNumTasks() > 0 && first.getNumCompletedTasks() == 0 && !first.getDone());
        }
        assertEquals(List.of(id), interruptAll());
    }

    @Test
    void anErrorInTheMiddleComesBehindTheRowsBeforeIt() {
        String id = UUID.randomUUID().toString();
        Iterator<ExecutePlanResponse> answers =
                client.executePlan(request(id, sql("SELECT 1 / (id - 500000) FROM range(1000000)"), false));
        assertTrue(answers.next().hasSchema());
        long[] rows = {0};
        var error = assertThrows(
                StatusRuntimeException.class,
                () -> answers.forEachRemaining(
                        answer -> rows[0] += answer.getArrowBatch().getRowCount()));
        assertTrue(String.valueOf(error.getMessage()).contains("DIVIDE_BY_ZERO"), error::getMessage);
        assertTrue(rows[0] > 0 && rows[0] <= 500_000, () -> rows[0] + " rows");
    }

    /// One that can't be attached to again loses its query at once.
    @Test
    void aQueryEndsWithTheClientThatTakesNothing() throws Exception {
        for (boolean reattachable : new boolean[] {true, false}) {
            String id = UUID.randomUUID().toString();
            // Nothing but the first answers is asked for.
            Iterator<ExecutePlanResponse> answers = client.executePlan(request(id, sql(ENDLESS), reattachable));
            assertTrue(answers.next().hasSchema());
            Execution execution = own().execution(id);
            execution.awaitHeld();
            Future<Void> end = own().end(id);
            assertTrue(execution.isAbandoned(0));
            server.sessions().giveUpAbandoned(0);
            assertEquals(OperationState.OPERATION_STATE_UNKNOWN, state(id));
            var error = assertThrows(StatusRuntimeException.class, () -> answers.forEachRemaining(_ -> {}));
            assertTrue(String.valueOf(error.getMessage()).contains("OPERATION_ABANDONED"), error::getMessage);
            end.get();
        }
    }

    @Test
    void largeRowsTravelInBatchesOfTheirOwn() {
        var query = sql("SELECT repeat('x', 3000000) AS text FROM range(20)");
        Iterator<ExecutePlanResponse> answers =
                client.executePlan(request(UUID.randomUUID().toString(), query, false));
        assertTrue(answers.next().hasSchema());
        for (int i = 0; i < 20; i++) {
            var batch = next(answers).getArrowBatch();
            assertEquals(1, batch.getRowCount());
            assertEquals(i, batch.getStartOffset());
        }
        assertTrue(next(answers).hasResultComplete());
    }

    @Test
    void plansMayBeDeep() {
        Relation plan = sql("SELECT 1 AS one");
        for (int i = 0; i < 200; i++) {
            plan = Relation.newBuilder()
                    .setLimit(Limit.newBuilder().setInput(plan).setLimit(5))
                    .build();
        }
        Iterator<ExecutePlanResponse> answers =
                client.executePlan(request(UUID.randomUUID().toString(), plan, false));
        assertTrue(next(answers).hasSchema());
        assertEquals(1, next(answers).getArrowBatch().getRowCount());
    }

    @Test
    void nonsenseIsRefusedAsSuch() {
        Relation empty =
                Relation.newBuilder().setFilter(Filter.getDefaultInstance()).build();
        for (Relation nonsense : List.of(Relation.getDefaultInstance(), empty)) {
            var answers = client.executePlan(request(UUID.randomUUID().toString(), nonsense, false));
            var error = assertThrows(StatusRuntimeException.class, answers::next);
            assertTrue(String.valueOf(error.getMessage()).contains("CONNECT_INVALID_PLAN"), error::getMessage);
        }
        var noSession = ExecutePlanRequest.newBuilder().setSessionId("x").build();
        var error = assertThrows(
                StatusRuntimeException.class,
                () -> client.executePlan(noSession).next());
        assertTrue(String.valueOf(error.getMessage()).contains("INVALID_HANDLE.FORMAT"), error::getMessage);
    }

    /// What somebody asks of a server with narrow limits.
    private interface Asking {
        void ask(SparkConnectServiceGrpc.SparkConnectServiceBlockingStub stub);
    }

    private static void with(Limits limits, Asking asking) throws IOException {
        var options = new ConnectServer.Options("localhost", 0, null, null, null, limits);
        try (ConnectServer small =
                ConnectServer.start(options, () -> Session.builder().create())) {
            ManagedChannel other = NettyChannelBuilder.forAddress("localhost", small.port())
                    .usePlaintext()
                    .build();
            try {
                asking.ask(SparkConnectServiceGrpc.newBlockingStub(other));
            } finally {
                other.shutdownNow();
            }
        }
    }

    @Test
    void aSessionRunsSoManyPlans() throws IOException {
        with(new Limits(1, 2, 10, 0, 0), stub -> {
            for (int i = 0; i < 2; i++) {
                assertTrue(stub.executePlan(request(UUID.randomUUID().toString(), sql(LONG), true))
                        .next()
                        .hasSchema());
            }
            var third = stub.executePlan(request(UUID.randomUUID().toString(), sql("SELECT 1"), false));
            var error = assertThrows(StatusRuntimeException.class, third::next);
            assertTrue(String.valueOf(error.getMessage()).contains("--max-executions"), error::getMessage);
        });
    }

    @Test
    void aSessionSendsSoMuchToBeKept() {
        var artifacts = new Artifacts(10).new Upload();
        var tooMuch = assertThrows(
                dev.sluice.error.SluiceException.class,
                () -> artifacts.take(
                        AddArtifactsRequest.newBuilder()
                                .setBatch(Batch.newBuilder()
                                        .addArtifacts(SingleChunkArtifact.newBuilder()
                                                .setData(ArtifactChunk.newBuilder()
                                                        .setData(ByteString.copyFrom(new byte[11])))))
                                .build(),
                        _ -> {}));
        assertEquals("CONNECT_INVALID_PLAN.ASSERTION_FAILURE", tooMuch.getCondition());
    }

    @Test
    void checkpointsKeepSoManyRows() {
        try (Session engine = Session.builder().create()) {
            var checkpoints = new Checkpoints(100 * 8);
            String all = checkpoints.keep(engine.range(100).toDF(), true);
            var tooMany = assertThrows(
                    dev.sluice.error.SluiceException.class,
                    () -> checkpoints.keep(engine.range(1).toDF(), true));
            assertTrue(String.valueOf(tooMany.getMessage()).contains("--max-checkpoint-mb"), tooMany::getMessage);
            String later = checkpoints.keep(engine.range(50).toDF(), false);
            checkpoints.forget(all);
            assertEquals(50, engine.dataFrame(checkpoints.get(later, session)).count());
            assertThrows(
                    dev.sluice.error.SluiceException.class,
                    () -> checkpoints.keep(engine.range(51).toDF(), true));
            checkpoints.keep(engine.range(50).toDF(), true);
        }
    }

    @Test
    void answersThatNobodyFetchesAreGivenUpFromTheLargestOn() throws IOException {
        with(new Limits(1, 2, 0, 0, 1 << 20), stub -> {
            String small = UUID.randomUUID().toString();
            stub.executePlan(request(small, sql("SELECT 1"), true)).forEachRemaining(_ -> {});
            String large = UUID.randomUUID().toString();
            stub.executePlan(request(large, sql("SELECT repeat('x', 2000000)"), true))
                    .forEachRemaining(_ -> {});
            while (stub.getStatus(status(large)).getOperationStatuses(0).getState()
                    != OperationState.OPERATION_STATE_UNKNOWN) {
                stub.executePlan(request(UUID.randomUUID().toString(), sql("SELECT 2"), false))
                        .forEachRemaining(_ -> {});
            }
            assertEquals(
                    OperationState.OPERATION_STATE_SUCCEEDED,
                    stub.getStatus(status(small)).getOperationStatuses(0).getState());
            // The client hears that it was given up, and does not begin it again.
            for (var again : List.of(
                    stub.reattachExecute(reattachment(large, "")),
                    stub.executePlan(request(large, sql("SELECT repeat('x', 2000000)"), true)))) {
                var error = assertThrows(StatusRuntimeException.class, again::next);
                assertTrue(String.valueOf(error.getMessage()).contains("OPERATION_ABANDONED"), error::getMessage);
            }
        });
    }

    /// Each is small, together they are too much.
    @Test
    void manySmallAnswersAreGivenUpToo() throws IOException {
        with(new Limits(1, 2, 0, 0, 50_000), stub -> {
            String least = UUID.randomUUID().toString();
            stub.executePlan(request(least, sql("SELECT 1"), true)).forEachRemaining(_ -> {});
            List<String> small = IntStream.range(0, 20)
                    .mapToObj(_ -> UUID.randomUUID().toString())
                    .toList();
            for (String id : small) {
                stub.executePlan(request(id, sql("SELECT repeat('x', 10000)"), true))
                        .forEachRemaining(_ -> {});
            }
            while (small.stream().filter(id -> isThere(stub, id)).count() > 5) {
                stub.executePlan(request(UUID.randomUUID().toString(), sql("SELECT 2"), false))
                        .forEachRemaining(_ -> {});
            }
            assertTrue(isThere(stub, least));
        });
    }

    private boolean isThere(SparkConnectServiceBlockingStub stub, String id) {
        return stub.getStatus(status(id)).getOperationStatuses(0).getState()
                == OperationState.OPERATION_STATE_SUCCEEDED;
    }

    @Test
    void aTokenIsAskedFor() throws IOException {
        var options = new ConnectServer.Options("localhost", 0, "secret", null, null, Limits.USUAL);
        try (ConnectServer guarded =
                ConnectServer.start(options, () -> Session.builder().create())) {
            ManagedChannel other = NettyChannelBuilder.forAddress("localhost", guarded.port())
                    .usePlaintext()
                    .build();
            try {
                var stranger = SparkConnectServiceGrpc.newBlockingStub(other);
                var error = assertThrows(StatusRuntimeException.class, () -> stranger.getStatus(status("")));
                assertEquals(Status.Code.UNAUTHENTICATED, error.getStatus().getCode());
                var headers = new Metadata();
                headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer secret");
                var known = stranger.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
                assertEquals(session, known.getStatus(status("")).getSessionId());
            } finally {
                other.shutdownNow();
            }
        }
        var open = new ConnectServer.Options("0.0.0.0", 0, "secret", null, null, Limits.USUAL);
        assertThrows(
                IllegalArgumentException.class,
                () -> ConnectServer.start(open, () -> Session.builder().create()));
    }

    // ---- messages

    /// The next answer but those that say how far the query is, which come when it takes its time.
    private static ExecutePlanResponse next(Iterator<ExecutePlanResponse> answers) {
        ExecutePlanResponse answer = answers.next();
        while (answer.hasExecutionProgress()) answer = answers.next();
        return answer;
    }

    private ConnectSession own() {
        return server.sessions().use(UserContext.newBuilder().setUserId("ada").build(), session, "");
    }

    private static Relation sql(String query) {
        return Relation.newBuilder().setSql(SQL.newBuilder().setQuery(query)).build();
    }

    private ExecutePlanRequest request(String id, Relation root, boolean reattachable) {
        return ExecutePlanRequest.newBuilder()
                .setSessionId(session)
                .setUserContext(UserContext.newBuilder().setUserId("ada"))
                .setOperationId(id)
                .setPlan(Plan.newBuilder().setRoot(root))
                .addRequestOptions(ExecutePlanRequest.RequestOption.newBuilder()
                        .setReattachOptions(ReattachOptions.newBuilder().setReattachable(reattachable)))
                .build();
    }

    private Iterator<ExecutePlanResponse> reattach(String id, String last) {
        return client.reattachExecute(reattachment(id, last));
    }

    /// @param last of the answers that were seen; empty for none
    private ReattachExecuteRequest reattachment(String id, String last) {
        var request = ReattachExecuteRequest.newBuilder()
                .setSessionId(session)
                .setUserContext(UserContext.newBuilder().setUserId("ada"))
                .setOperationId(id);
        if (!last.isEmpty()) request.setLastResponseId(last);
        return request.build();
    }

    private void release(String id, String until) {
        client.releaseExecute(ReleaseExecuteRequest.newBuilder()
                .setSessionId(session)
                .setUserContext(UserContext.newBuilder().setUserId("ada"))
                .setOperationId(id)
                .setReleaseUntil(ReleaseUntil.newBuilder().setResponseId(until))
                .build());
    }

    private List<String> interruptAll() {
        return client.interrupt(InterruptRequest.newBuilder()
                        .setSessionId(session)
                        .setUserContext(UserContext.newBuilder().setUserId("ada"))
                        .setInterruptType(InterruptType.INTERRUPT_TYPE_ALL)
                        .build())
                .getInterruptedIdsList();
    }

    private GetStatusRequest status(String id) {
        var request = GetStatusRequest.newBuilder()
                .setSessionId(session)
                .setUserContext(UserContext.newBuilder().setUserId("ada"));
        if (!id.isEmpty()) request.getOperationStatusBuilder().addOperationIds(id);
        return request.build();
    }

    private OperationState state(String id) {
        return client.getStatus(status(id)).getOperationStatuses(0).getState();
    }
}
