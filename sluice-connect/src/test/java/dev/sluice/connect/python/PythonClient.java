package dev.sluice.connect.python;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.apache.spark.connect.proto.AddArtifactsRequest;
import org.apache.spark.connect.proto.AddArtifactsResponse;
import org.apache.spark.connect.proto.AnalyzePlanRequest;
import org.apache.spark.connect.proto.ArtifactStatusesRequest;
import org.apache.spark.connect.proto.CloneSessionRequest;
import org.apache.spark.connect.proto.ConfigRequest;
import org.apache.spark.connect.proto.ExecutePlanRequest;
import org.apache.spark.connect.proto.ExecutePlanRequest.RequestOption;
import org.apache.spark.connect.proto.ExecutePlanResponse;
import org.apache.spark.connect.proto.FetchErrorDetailsRequest;
import org.apache.spark.connect.proto.FetchErrorDetailsResponse;
import org.apache.spark.connect.proto.InterruptRequest;
import org.apache.spark.connect.proto.Plan;
import org.apache.spark.connect.proto.ReattachOptions;
import org.apache.spark.connect.proto.ReleaseExecuteRequest;
import org.apache.spark.connect.proto.ReleaseExecuteRequest.ReleaseAll;
import org.apache.spark.connect.proto.ReleaseSessionRequest;
import org.apache.spark.connect.proto.ResultChunkingOptions;
import org.apache.spark.connect.proto.SparkConnectServiceGrpc;
import org.apache.spark.connect.proto.SparkConnectServiceGrpc.SparkConnectServiceBlockingStub;
import org.apache.spark.connect.proto.UserContext;
import org.jspecify.annotations.Nullable;

/// Sends messages in the way of PySpark: under a session's id, with its own name as the client's, plans that can be
/// attached to again and are released in the end, and the question about an error after the error.
///
/// `${name}` in a message stands for what came before or is given: `${dir}`, `${query}` and `${run}` of the stream that
/// was started last, `${kept}` for what was checkpointed last, `${result}` for the relation that the last SQL command
/// gave back, and the rows of [SampleRows]. Besides the service's methods there are `Listen`, a plan whose answers come
/// as long as the client listens, and `Heard`, what came until a query had ended.
final class PythonClient implements AutoCloseable {

    /// As PySpark calls itself.
    private static final String NAME = "_SPARK_CONNECT_PYTHON spark/4.2.0 os/linux python/3.12.3";

    private static final UserContext USER =
            UserContext.newBuilder().setUserId("ada").build();
    private static final Pattern GIVEN = Pattern.compile("\\$\\{(\\w+)}");

    private final ManagedChannel channel;
    private final SparkConnectServiceBlockingStub server;
    private final String session = UUID.randomUUID().toString();
    private final Map<String, String> given = new HashMap<>();
    private String serverSession = "";
    private @Nullable PythonListener listener;

    PythonClient(String host, int port, Map<String, String> given) {
        channel = NettyChannelBuilder.forAddress(host, port)
                .usePlaintext()
                .maxInboundMessageSize(128 << 20)
                .build();
        server = SparkConnectServiceGrpc.newBlockingStub(channel);
        this.given.putAll(given);
    }

    /// What the server answers, in lines.
    ///
    /// @throws InvalidProtocolBufferException if the bytes of an error are no error
    List<String> ask(MessageProgram.Step step) throws InvalidProtocolBufferException {
        try {
            String message = text(step.message());
            return switch (step.method()) {
                case "Listen" -> listen(TextFormat.parse(message, Plan.class));
                case "Heard" -> Objects.requireNonNull(listener).untilTheEnd();
                default -> new AnswerText(given).of(send(step.method(), message));
            };
        } catch (StatusRuntimeException error) {
            var said = ServerError.of(error);
            return new AnswerText(given).masked(said.lines(details(said.id())));
        } catch (TextFormat.ParseException e) {
            throw new IllegalArgumentException(step.method() + " " + step.message(), e);
        }
    }

    private List<String> listen(Plan plan) {
        var begun = PythonListener.begin(
                SparkConnectServiceGrpc.newStub(channel),
                request(plan, UUID.randomUUID().toString()));
        listener = begun;
        return begun.added();
    }

    /// Whoever gets none goes on without, as PySpark does.
    private FetchErrorDetailsResponse details(String errorId) {
        try {
            return server.fetchErrorDetails(
                    said(FetchErrorDetailsRequest.newBuilder().setErrorId(errorId)));
        } catch (StatusRuntimeException e) {
            return FetchErrorDetailsResponse.getDefaultInstance();
        }
    }

    private String text(String message) {
        Matcher names = GIVEN.matcher(message);
        return names.replaceAll(name -> {
            String value = given.get(name.group(1));
            if (value == null) throw new IllegalArgumentException("nothing is known of " + name.group());
            return Matcher.quoteReplacement(value);
        });
    }

    private List<Message> send(String method, String text) throws TextFormat.ParseException {
        return switch (method) {
            case "ExecutePlan" -> execute(TextFormat.parse(text, Plan.class));
            case "AnalyzePlan" -> List.of(server.analyzePlan(said(merged(AnalyzePlanRequest.newBuilder(), text))));
            case "Config" ->
                List.of(server.config(said(ConfigRequest.newBuilder()
                        .setOperation(TextFormat.parse(text, ConfigRequest.Operation.class)))));
            case "AddArtifacts" -> List.of(upload(text));
            case "ArtifactStatus" ->
                List.of(server.artifactStatus(said(merged(ArtifactStatusesRequest.newBuilder(), text))));
            case "Interrupt" -> List.of(server.interrupt(said(merged(InterruptRequest.newBuilder(), text))));
            case "CloneSession" -> List.of(server.cloneSession(said(merged(CloneSessionRequest.newBuilder(), text))));
            case "ReleaseSession" ->
                List.of(server.releaseSession(said(merged(ReleaseSessionRequest.newBuilder(), text))));
            default -> throw new IllegalArgumentException("no method " + method);
        };
    }

    private static <B extends Message.Builder> B merged(B message, String text) throws TextFormat.ParseException {
        TextFormat.merge(text, message);
        return message;
    }

    /// With what every message has.
    @SuppressWarnings("unchecked") // a builder builds its message
    private <M extends Message> M said(Message.Builder message) {
        set(message, "session_id", session);
        set(message, "user_context", USER);
        set(message, "client_type", NAME);
        if (!serverSession.isEmpty()) set(message, "client_observed_server_side_session_id", serverSession);
        return (M) message.build();
    }

    private static void set(Message.Builder message, String name, Object value) {
        FieldDescriptor field = message.getDescriptorForType().findFieldByName(name);
        boolean open = field != null && !(field.hasPresence() && message.hasField(field));
        if (open) message.setField(field, value);
    }

    private ExecutePlanRequest request(Plan plan, String operation) {
        return said(ExecutePlanRequest.newBuilder()
                .setPlan(plan)
                .setOperationId(operation)
                .addRequestOptions(RequestOption.newBuilder()
                        .setResultChunkingOptions(
                                ResultChunkingOptions.newBuilder().setAllowArrowBatchChunking(true)))
                .addRequestOptions(RequestOption.newBuilder()
                        .setReattachOptions(ReattachOptions.newBuilder().setReattachable(true))));
    }

    private List<Message> execute(Plan plan) {
        String operation = UUID.randomUUID().toString();
        List<Message> answers = new ArrayList<>();
        server.executePlan(request(plan, operation)).forEachRemaining(answer -> {
            serverSession = answer.getServerSideSessionId();
            remember(answer);
            answers.add(answer);
        });
        server.releaseExecute(said(ReleaseExecuteRequest.newBuilder()
                .setOperationId(operation)
                .setReleaseAll(ReleaseAll.getDefaultInstance())));
        return answers;
    }

    /// What later messages speak of.
    private void remember(ExecutePlanResponse answer) {
        if (answer.hasSqlCommandResult()) {
            var result = answer.getSqlCommandResult().getRelation();
            given.put("result", TextFormat.printer().emittingSingleLine(true).printToString(result));
        }
        if (answer.hasWriteStreamOperationStartResult()) {
            var query = answer.getWriteStreamOperationStartResult().getQueryId();
            given.put("query", query.getId());
            given.put("run", query.getRunId());
        }
        if (answer.hasCheckpointCommandResult()) {
            given.put("kept", answer.getCheckpointCommandResult().getRelation().getRelationId());
        }
    }

    /// @param text the messages of an upload, a line each
    private AddArtifactsResponse upload(String text) throws TextFormat.ParseException {
        var answer = new CompletableFuture<AddArtifactsResponse>();
        StreamObserver<AddArtifactsRequest> upload = SparkConnectServiceGrpc.newStub(channel)
                .addArtifacts(new StreamObserver<>() {
                    @Override
                    public void onNext(AddArtifactsResponse response) {
                        answer.complete(response);
                    }

                    @Override
                    public void onError(Throwable error) {
                        answer.completeExceptionally(error);
                    }

                    @Override
                    public void onCompleted() {
                        // The answer came before.
                    }
                });
        for (String line : text.lines().toList()) {
            upload.onNext(said(checked(merged(AddArtifactsRequest.newBuilder(), line))));
        }
        upload.onCompleted();
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StatusRuntimeException error ? error : e;
        }
    }

    /// With the check sum of each artifact of which none is said.
    private static AddArtifactsRequest.Builder checked(AddArtifactsRequest.Builder request) {
        if (!request.hasBatch()) return request;
        for (var artifact : request.getBatchBuilder().getArtifactsBuilderList()) {
            if (artifact.getData().getCrc() != 0) continue;
            var sum = new CRC32();
            sum.update(artifact.getData().getData().toByteArray());
            artifact.getDataBuilder().setCrc(sum.getValue());
        }
        return request;
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
