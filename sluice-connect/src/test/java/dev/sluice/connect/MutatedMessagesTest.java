package dev.sluice.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import dev.sluice.api.Session;
import dev.sluice.connect.SentRequests.Request;
import dev.sluice.storage.MemoryStorage;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Messages that Spark's client sent (`checks/requests.txt`, each behind the name of its method), changed by chance: a
/// field is another value, gone, or there twice, or a part of another message. Each is answered or refused with what is
/// wrong; nothing is kept of it, and what another user has is neither seen nor changed.
///
/// `-Dmessages=10000` says how many, `-Dseed=N` with which first.
class MutatedMessagesTest {

    private static final int SECONDS = 3;
    private static final int A_SESSION = 50;

    private final List<String> wrong = new ArrayList<>();
    private int answered;
    private ManagedChannel channel;

    @Test
    void nothingBreaksLeaksOrIsSeenByOthers() throws Exception {
        int count = Integer.getInteger("messages", 500);
        long seed = Long.getLong("seed", 1);
        List<Request> requests = SentRequests.all();
        // Closing it fails if memory outside of the heap is still held.
        try (ConnectServer server = ConnectServer.start(ConnectServer.Options.local(0), MutatedMessagesTest::session)) {
            channel = NettyChannelBuilder.forAddress("localhost", server.port())
                    .usePlaintext()
                    .build();
            var other = new OtherUser(channel);
            for (long i = seed; i < seed + count; i++) {
                var random = new Random(i);
                Request request = requests.get(random.nextInt(requests.size()));
                var mutation = new MessageMutation(
                        random, requests.stream().map(Request::message).toList(), other.session());
                Message mutated = mutation.of(SentRequests.inSession(request.message(), i / A_SESSION));
                try {
                    send(request.method(), mutated);
                    answered++;
                } catch (StatusRuntimeException e) {
                    judge(i, request, mutated, e);
                }
            }
            assertEquals(List.of(), wrong);
            // Messages that nobody can read would show nothing.
            int least = count / 5;
            assertTrue(answered > least, () -> "only " + answered + " of " + count + " were answered");
            other.check();
            channel.shutdownNow();
        }
    }

    private static Session session() {
        return Session.builder()
                .storage(new MemoryStorage(System::currentTimeMillis))
                .create();
    }

    private void send(MethodDescriptor<Message, Message> method, Message message) {
        CallOptions soon = CallOptions.DEFAULT.withDeadlineAfter(SECONDS, TimeUnit.SECONDS);
        Iterator<Message> answers;
        if (method.getType() == MethodDescriptor.MethodType.CLIENT_STREAMING) return; // needs a conversation
        answers = ClientCalls.blockingServerStreamingCall(channel, method, soon, message);
        int bytes = 0;
        while (answers.hasNext() && bytes < 1 << 20) {
            Message answer = answers.next();
            bytes += answer.getSerializedSize();
            if (OtherUser.isTold(answer.toByteString())) wrong.add("the secret was told: " + message);
        }
    }

    private void judge(long seed, Request request, Message mutated, StatusRuntimeException error) {
        Status.Code code = error.getStatus().getCode();
        if (code == Status.Code.DEADLINE_EXCEEDED || code == Status.Code.CANCELLED) return;
        if (SentRequests.isBug(error)) {
            wrong.add("seed " + seed + ": " + error.getMessage() + "\n"
                    + request.method().getBareMethodName() + " "
                    + TextFormat.printer().emittingSingleLine(true).printToString(mutated));
        }
    }
}
