package dev.sluice.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import com.google.rpc.ErrorInfo;
import dev.sluice.api.Session;
import dev.sluice.storage.MemoryStorage;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.spark.connect.proto.ExecutePlanRequest;
import org.apache.spark.connect.proto.ExecutePlanResponse;
import org.apache.spark.connect.proto.Plan;
import org.apache.spark.connect.proto.Relation;
import org.apache.spark.connect.proto.SQL;
import org.apache.spark.connect.proto.SparkConnectServiceGrpc;
import org.apache.spark.connect.proto.UserContext;
import org.junit.jupiter.api.Test;

/// Messages that Spark's client sent (`checks/requests.txt`, each behind the name of its method), changed by chance: a
/// field
/// is another value, gone, or there twice, or a part of another message. Each is answered or refused with what is
/// wrong;
/// nothing is kept of it, and what another user has is neither seen nor changed.
///
/// `-Dmessages=10000` says how many, `-Dseed=N` with which first.
class MutatedMessagesTest {

    private static final Path REQUESTS = Path.of("src/test/resources/checks/requests.txt");
    private static final int SECONDS = 3;
    private static final int A_SESSION = 50;
    private static final String SECRET = "no business of others";

    private final List<String> wrong = new ArrayList<>();
    private int answered;
    private ManagedChannel channel;
    private final String othersSession = UUID.randomUUID().toString();

    @Test
    void nothingBreaksLeaksOrIsSeenByOthers() throws Exception {
        int count = Integer.getInteger("messages", 500);
        long seed = Long.getLong("seed", 1);
        List<Request> requests = requests();
        // Closing it fails if memory outside of the heap is still held.
        try (ConnectServer server = ConnectServer.start(ConnectServer.Options.local(0), MutatedMessagesTest::session)) {
            channel = NettyChannelBuilder.forAddress("localhost", server.port())
                    .usePlaintext()
                    .build();
            keepSecret();
            for (long i = seed; i < seed + count; i++) {
                var random = new Random(i);
                Request request = requests.get(random.nextInt(requests.size()));
                var mutation = new MessageMutation(
                        random, requests.stream().map(Request::message).toList(), othersSession);
                Message mutated = mutation.of(inSession(request.message, i / A_SESSION));
                try {
                    send(request.method, mutated);
                    answered++;
                } catch (StatusRuntimeException e) {
                    judge(i, request, mutated, e);
                }
            }
            assertEquals(List.of(), wrong);
            // Messages that nobody can read would show nothing.
            int least = count / 5;
            assertTrue(answered > least, () -> "only " + answered + " of " + count + " were answered");
            assertEquals(SECRET, secret());
            channel.shutdownNow();
        }
    }

    private static Session session() {
        return Session.builder()
                .storage(new MemoryStorage(System::currentTimeMillis))
                .create();
    }

    /// Sessions come and go: one that a message has ended is gone.
    private static Message inSession(Message message, long number) {
        var fields = message.getDescriptorForType();
        var builder =
                message.toBuilder().setField(fields.findFieldByName("session_id"), new UUID(1, number).toString());
        var observed = fields.findFieldByName("client_observed_server_side_session_id");
        return observed == null ? builder.build() : builder.clearField(observed).build();
    }

    /// A request and its method.
    private record Request(MethodDescriptor<Message, Message> method, Message message) {}

    @SuppressWarnings("unchecked") // all messages are messages
    private static List<Request> requests() throws IOException {
        List<Request> requests = new ArrayList<>();
        MethodDescriptor<Message, Message> method = null;
        for (String line : Files.readAllLines(REQUESTS)) {
            if (line.startsWith("# ")) {
                method = (MethodDescriptor<Message, Message>)
                        (MethodDescriptor<?, ?>) SparkConnectServiceGrpc.getServiceDescriptor().getMethods().stream()
                                .filter(known -> line.substring(2).equals(known.getBareMethodName()))
                                .findFirst()
                                .orElseThrow();
            } else if (method != null && !line.isBlank()) {
                var prototype =
                        (Message) ((PrototypeMarshaller<?>) method.getRequestMarshaller()).getMessagePrototype();
                var message = prototype.newBuilderForType();
                TextFormat.merge(line, message);
                requests.add(new Request(method, message.build()));
            }
        }
        return requests;
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
            if (answer.toByteString().toStringUtf8().contains(SECRET)) wrong.add("the secret was told: " + message);
        }
    }

    /// What is refused has a condition; a bug has none, or says so.
    private void judge(long seed, Request request, Message mutated, StatusRuntimeException error) {
        Status.Code code = error.getStatus().getCode();
        if (code == Status.Code.DEADLINE_EXCEEDED || code == Status.Code.CANCELLED) return;
        boolean isBug = code == Status.Code.UNKNOWN
                || code == Status.Code.UNAVAILABLE
                || reason(error).map(MutatedMessagesTest::isBug).orElse(true);
        if (isBug) {
            wrong.add("seed " + seed + ": " + error.getMessage() + "\n" + request.method.getBareMethodName() + " "
                    + TextFormat.printer().emittingSingleLine(true).printToString(mutated));
        }
    }

    private static boolean isBug(ErrorInfo said) {
        String condition = said.getMetadataMap().getOrDefault("errorClass", "");
        return condition.equals("INTERNAL_ERROR")
                || condition.isEmpty() && said.getReason().endsWith("SparkException");
    }

    private static Optional<ErrorInfo> reason(StatusRuntimeException error) {
        var status = StatusProto.fromThrowable(error);
        if (status == null || status.getDetailsCount() == 0) return Optional.empty();
        try {
            return Optional.of(status.getDetails(0).unpack(ErrorInfo.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    // ---- another user

    private void keepSecret() {
        ask("CREATE TEMPORARY VIEW secret AS SELECT '" + SECRET + "' AS word");
        assertEquals(SECRET, secret());
    }

    private String secret() {
        for (ByteString rows : ask("SELECT word FROM secret")) {
            if (rows.toStringUtf8().contains(SECRET)) return SECRET;
        }
        return "";
    }

    private List<ByteString> ask(String sql) {
        Relation query =
                Relation.newBuilder().setSql(SQL.newBuilder().setQuery(sql)).build();
        var request = ExecutePlanRequest.newBuilder()
                .setSessionId(othersSession)
                .setUserContext(UserContext.newBuilder().setUserId("other"))
                .setPlan(Plan.newBuilder().setRoot(query))
                .build();
        List<ByteString> rows = new ArrayList<>();
        SparkConnectServiceGrpc.newBlockingStub(channel)
                .executePlan(request)
                .forEachRemaining((ExecutePlanResponse answer) ->
                        rows.add(answer.getArrowBatch().getData()));
        return rows;
    }
}
