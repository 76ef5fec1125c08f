package dev.sluice.connect;

import io.grpc.stub.StreamObserver;
import java.util.function.UnaryOperator;
import org.apache.spark.connect.proto.AddArtifactsRequest;
import org.apache.spark.connect.proto.AddArtifactsResponse;
import org.jspecify.annotations.Nullable;

/// One upload of artifacts, message by message.
final class ArtifactUpload implements StreamObserver<AddArtifactsRequest> {

    private final Sessions sessions;
    private final StreamObserver<AddArtifactsResponse> client;
    private final UnaryOperator<RuntimeException> failures;
    private final AddArtifactsResponse.Builder answer = AddArtifactsResponse.newBuilder();
    private Artifacts.@Nullable Upload upload;
    private boolean failed;

    ArtifactUpload(
            Sessions sessions, StreamObserver<AddArtifactsResponse> client, UnaryOperator<RuntimeException> failures) {
        this.sessions = sessions;
        this.client = client;
        this.failures = failures;
    }

    @Override
    public void onNext(AddArtifactsRequest request) {
        if (failed) return;
        try {
            if (upload == null) upload = begin(request);
            upload.take(request, answer::addArtifacts);
        } catch (RuntimeException e) {
            failed = true;
            client.onError(failures.apply(e));
        }
    }

    /// The first message says whose artifacts they are.
    private Artifacts.Upload begin(AddArtifactsRequest first) {
        ConnectSession session = sessions.use(
                first.getUserContext(), first.getSessionId(), first.getClientObservedServerSideSessionId());
        answer.setSessionId(session.id()).setServerSideSessionId(session.serverSideId());
        return session.artifacts().new Upload();
    }

    @Override
    public void onError(Throwable error) {
        // The client has gone; what was complete is kept.
    }

    @Override
    public void onCompleted() {
        if (failed) return;
        client.onNext(answer.build());
        client.onCompleted();
    }
}
