package dev.sluice.connect;

import dev.sluice.error.ErrorCondition;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.spark.connect.proto.AddArtifactsRequest;
import org.apache.spark.connect.proto.AddArtifactsResponse;
import org.apache.spark.connect.proto.AnalyzePlanRequest;
import org.apache.spark.connect.proto.AnalyzePlanResponse;
import org.apache.spark.connect.proto.ArtifactStatusesRequest;
import org.apache.spark.connect.proto.ArtifactStatusesResponse;
import org.apache.spark.connect.proto.ArtifactStatusesResponse.ArtifactStatus;
import org.apache.spark.connect.proto.CloneSessionRequest;
import org.apache.spark.connect.proto.CloneSessionResponse;
import org.apache.spark.connect.proto.ConfigRequest;
import org.apache.spark.connect.proto.ConfigResponse;
import org.apache.spark.connect.proto.ExecutePlanRequest;
import org.apache.spark.connect.proto.ExecutePlanResponse;
import org.apache.spark.connect.proto.FetchErrorDetailsRequest;
import org.apache.spark.connect.proto.FetchErrorDetailsResponse;
import org.apache.spark.connect.proto.GetStatusRequest;
import org.apache.spark.connect.proto.GetStatusResponse;
import org.apache.spark.connect.proto.GetStatusResponse.OperationStatus;
import org.apache.spark.connect.proto.InterruptRequest;
import org.apache.spark.connect.proto.InterruptResponse;
import org.apache.spark.connect.proto.ReattachExecuteRequest;
import org.apache.spark.connect.proto.ReleaseExecuteRequest;
import org.apache.spark.connect.proto.ReleaseExecuteResponse;
import org.apache.spark.connect.proto.ReleaseSessionRequest;
import org.apache.spark.connect.proto.ReleaseSessionResponse;
import org.apache.spark.connect.proto.SparkConnectServiceGrpc;
import org.jspecify.annotations.Nullable;

/// The calls of Spark Connect. Each finds its session, and hands on to the class that knows the answer.
final class ConnectService extends SparkConnectServiceGrpc.SparkConnectServiceImplBase {

    private final Sessions sessions;
    private final Executor threads;
    /// Of calls that found no session.
    private final Failures homeless = new Failures();

    ConnectService(Sessions sessions, Executor threads) {
        this.sessions = sessions;
        this.threads = threads;
    }

    // ---- plans

    @Override
    public void executePlan(ExecutePlanRequest request, StreamObserver<ExecutePlanResponse> client) {
        stream(
                client,
                () -> {
                    ConnectSession session = sessions.use(
                            request.getUserContext(),
                            request.getSessionId(),
                            request.getClientObservedServerSideSessionId());
                    return within(session, () -> session.begin(request));
                },
                null);
    }

    @Override
    public void reattachExecute(ReattachExecuteRequest request, StreamObserver<ExecutePlanResponse> client) {
        stream(
                client,
                () -> {
                    ConnectSession session = sessions.use(
                            request.getUserContext(),
                            request.getSessionId(),
                            request.getClientObservedServerSideSessionId());
                    return within(session, () -> session.execution(request.getOperationId()));
                },
                request.hasLastResponseId() ? request.getLastResponseId() : null);
    }

    private void stream(
            StreamObserver<ExecutePlanResponse> client, Supplier<Execution> execution, @Nullable String lastId) {
        try {
            execution.get().attach((ServerCallStreamObserver<ExecutePlanResponse>) client, lastId, threads);
        } catch (RuntimeException e) {
            client.onError(said(e));
        }
    }

    @Override
    public void releaseExecute(ReleaseExecuteRequest request, StreamObserver<ReleaseExecuteResponse> client) {
        answer(client, () -> {
            ConnectSession session = sessions.use(
                    request.getUserContext(), request.getSessionId(), request.getClientObservedServerSideSessionId());
            var answer = ReleaseExecuteResponse.newBuilder()
                    .setSessionId(session.id())
                    .setServerSideSessionId(session.serverSideId());
            session.find(request.getOperationId()).ifPresent(execution -> {
                answer.setOperationId(execution.id());
                if (request.hasReleaseUntil()) {
                    execution.release(request.getReleaseUntil().getResponseId());
                } else {
                    session.release(execution.id(), ErrorCondition.HANDLE_OPERATION_ABANDONED);
                }
            });
            return answer.build();
        });
    }

    @Override
    public void analyzePlan(AnalyzePlanRequest request, StreamObserver<AnalyzePlanResponse> client) {
        answer(client, () -> {
            ConnectSession session = sessions.use(
                    request.getUserContext(), request.getSessionId(), request.getClientObservedServerSideSessionId());
            return within(
                    session,
                    () -> new Analysis(session)
                            .run(request)
                            .setSessionId(session.id())
                            .setServerSideSessionId(session.serverSideId())
                            .build());
        });
    }

    @Override
    public void interrupt(InterruptRequest request, StreamObserver<InterruptResponse> client) {
        answer(client, () -> {
            ConnectSession session = sessions.use(
                    request.getUserContext(), request.getSessionId(), request.getClientObservedServerSideSessionId());
            List<String> ids = switch (request.getInterruptType()) {
                case INTERRUPT_TYPE_ALL -> session.interrupt(null, null);
                case INTERRUPT_TYPE_TAG -> session.interrupt(null, request.getOperationTag());
                case INTERRUPT_TYPE_OPERATION_ID -> session.interrupt(request.getOperationId(), null);
                case INTERRUPT_TYPE_UNSPECIFIED, UNRECOGNIZED ->
                    throw Refusals.invalid("an interrupt of no known kind");
            };
            return InterruptResponse.newBuilder()
                    .setSessionId(session.id())
                    .setServerSideSessionId(session.serverSideId())
                    .addAllInterruptedIds(ids)
                    .build();
        });
    }

    @Override
    public void getStatus(GetStatusRequest request, StreamObserver<GetStatusResponse> client) {
        answer(client, () -> {
            ConnectSession session = sessions.use(
                    request.getUserContext(), request.getSessionId(), request.getClientObservedServerSideSessionId());
            var answer = GetStatusResponse.newBuilder()
                    .setSessionId(session.id())
                    .setServerSideSessionId(session.serverSideId());
            if (!request.hasOperationStatus()) return answer.build();
            List<String> asked = request.getOperationStatus().getOperationIdsList();
            for (String id : asked.isEmpty() ? session.operations() : asked) {
                answer.addOperationStatuses(OperationStatus.newBuilder()
                        .setOperationId(id)
                        .setState(session.find(id)
                                .map(Execution::state)
                                .orElse(OperationStatus.OperationState.OPERATION_STATE_UNKNOWN)));
            }
            return answer.build();
        });
    }

    // ---- the session

    @Override
    public void config(ConfigRequest request, StreamObserver<ConfigResponse> client) {
        answer(client, () -> {
            ConnectSession session = sessions.use(
                    request.getUserContext(), request.getSessionId(), request.getClientObservedServerSideSessionId());
            return within(
                    session,
                    () -> new Configs(session.engine().conf())
                            .run(request.getOperation())
                            .setSessionId(session.id())
                            .setServerSideSessionId(session.serverSideId())
                            .build());
        });
    }

    @Override
    public StreamObserver<AddArtifactsRequest> addArtifacts(StreamObserver<AddArtifactsResponse> client) {
        return new ArtifactUpload(sessions, client, this::said);
    }

    @Override
    public void artifactStatus(ArtifactStatusesRequest request, StreamObserver<ArtifactStatusesResponse> client) {
        answer(client, () -> {
            ConnectSession session = sessions.use(
                    request.getUserContext(), request.getSessionId(), request.getClientObservedServerSideSessionId());
            var answer = ArtifactStatusesResponse.newBuilder()
                    .setSessionId(session.id())
                    .setServerSideSessionId(session.serverSideId());
            for (String name : request.getNamesList()) {
                answer.putStatuses(
                        name,
                        ArtifactStatus.newBuilder()
                                .setExists(session.artifacts().has(name))
                                .build());
            }
            return answer.build();
        });
    }

    @Override
    public void releaseSession(ReleaseSessionRequest request, StreamObserver<ReleaseSessionResponse> client) {
        answer(client, () -> {
            sessions.close(request.getUserContext(), request.getSessionId(), request.getAllowReconnect());
            return ReleaseSessionResponse.newBuilder()
                    .setSessionId(request.getSessionId())
                    .build();
        });
    }

    @Override
    public void cloneSession(CloneSessionRequest request, StreamObserver<CloneSessionResponse> client) {
        answer(client, () -> {
            ConnectSession session = sessions.use(
                    request.getUserContext(), request.getSessionId(), request.getClientObservedServerSideSessionId());
            ConnectSession copy = sessions.copy(request.getUserContext(), session, request.getNewSessionId());
            return CloneSessionResponse.newBuilder()
                    .setSessionId(session.id())
                    .setServerSideSessionId(session.serverSideId())
                    .setNewSessionId(copy.id())
                    .setNewServerSideSessionId(copy.serverSideId())
                    .build();
        });
    }

    @Override
    public void fetchErrorDetails(FetchErrorDetailsRequest request, StreamObserver<FetchErrorDetailsResponse> client) {
        answer(client, () -> {
            ConnectSession session = sessions.use(
                    request.getUserContext(), request.getSessionId(), request.getClientObservedServerSideSessionId());
            return session.failures()
                    .details(request.getErrorId())
                    .setSessionId(session.id())
                    .setServerSideSessionId(session.serverSideId())
                    .build();
        });
    }

    // ---- answers and errors

    private <T> void answer(StreamObserver<T> client, Supplier<T> made) {
        T message;
        try {
            message = made.get();
        } catch (RuntimeException e) {
            client.onError(said(e));
            return;
        }
        client.onNext(message);
        client.onCompleted();
    }

    /// What goes wrong inside is kept with the session, to be asked for.
    private static <T> T within(ConnectSession session, Supplier<T> made) {
        try {
            return made.get();
        } catch (RuntimeException e) {
            throw session.status(e);
        }
    }

    private RuntimeException said(RuntimeException error) {
        return error instanceof io.grpc.StatusRuntimeException status
                ? status
                : homeless.status(error, java.util.UUID.randomUUID().toString());
    }
}
