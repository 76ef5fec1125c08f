package dev.sluice.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.sluice.api.Session;
import dev.sluice.connect.SentRequests.Request;
import dev.sluice.storage.MemoryStorage;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/// Bytes that are no message, uploads that end anywhere, and connections that are cut in the middle of a frame: nothing
/// breaks, nothing is kept, and what another user has is neither seen nor changed.
///
/// `-Dmessages=10000` says how many, `-Dseed=N` with which first.
class DamagedBytesTest {

    private static final int SECONDS = 3;
    private static final int A_SESSION = 50;

    /// Tells with a stack trace of each message that is none. Kept, since loggers that nobody holds are forgotten.
    private static final Logger MESSAGES = Logger.getLogger("io.grpc.internal.SerializingExecutor");

    private final int count = Integer.getInteger("messages", 300);
    private final long first = Long.getLong("seed", 1);
    private final List<String> wrong = new ArrayList<>();

    /// Closing the server fails if memory outside of the heap is still held.
    @Test
    void bytesThatAreNoMessageAreRefused() throws Exception {
        List<Request> requests = new ArrayList<>(SentRequests.all());
        requests.addAll(uploads(requests));
        try (ConnectServer server = server()) {
            ManagedChannel channel = channel(server.port());
            var other = new OtherUser(channel);
            for (long seed = first; seed < first + count; seed++) {
                var random = new Random(seed);
                Request request = requests.get(random.nextInt(requests.size()));
                List<byte[]> messages = new ArrayList<>();
                int parts = isUpload(request) ? 1 + random.nextInt(4) : 1;
                for (int i = 0; i < parts; i++) {
                    byte[] bytes = SentRequests.inSession(request.message(), seed / A_SESSION)
                            .toByteArray();
                    messages.add(random.nextInt(4) == 0 && parts > 1 ? bytes : damaged(bytes, random));
                }
                send(channel, request.method(), messages, random.nextInt(5) == 0, seed);
            }
            assertEquals(List.of(), wrong);
            other.check();
            channel.shutdownNow();
        }
    }

    /// The client's bytes go through a relay that stops, or spoils one, somewhere.
    @Test
    void aConnectionMayEndAnywhere() throws Exception {
        List<Request> requests = SentRequests.all();
        try (ConnectServer server = server()) {
            ManagedChannel straight = channel(server.port());
            var other = new OtherUser(straight);
            for (long seed = first; seed < first + count / 10; seed++) {
                var random = new Random(seed);
                Request request = requests.get(random.nextInt(requests.size()));
                Message message = SentRequests.inSession(request.message(), seed / A_SESSION);
                int end = random.nextInt(400 + message.getSerializedSize());
                try (var relay = new Relay(server.port(), end, random.nextBoolean())) {
                    ManagedChannel channel = channel(relay.port());
                    send(channel, request.method(), List.of(message.toByteArray()), false, -1);
                    channel.shutdownNow();
                }
            }
            assertEquals(List.of(), wrong);
            other.check();
            straight.shutdownNow();
        }
    }

    private static ConnectServer server() throws IOException {
        MESSAGES.setLevel(Level.OFF);
        return ConnectServer.start(
                ConnectServer.Options.local(0),
                () -> Session.builder()
                        .storage(new MemoryStorage(System::currentTimeMillis))
                        .create());
    }

    private static ManagedChannel channel(int port) {
        return NettyChannelBuilder.forAddress("localhost", port).usePlaintext().build();
    }

    private static boolean isUpload(Request request) {
        return request.method().getType() == MethodDescriptor.MethodType.CLIENT_STREAMING;
    }

    /// As often as all others together.
    private static List<Request> uploads(List<Request> requests) {
        List<Request> uploads =
                requests.stream().filter(DamagedBytesTest::isUpload).toList();
        assertTrue(!uploads.isEmpty(), "no upload among the requests");
        List<Request> many = new ArrayList<>();
        while (many.size() < requests.size()) many.addAll(uploads);
        return many;
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> {
                var any = new byte[random.nextInt(200)];
                random.nextBytes(any);
                yield any;
            }
            case 1 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 2 -> Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(20));
            default -> {
                byte[] spoiled = bytes.clone();
                for (int i = 0; i < 4; i++) spoiled[random.nextInt(spoiled.length)] = (byte) random.nextInt();
                yield spoiled;
            }
        };
    }

    private static final MethodDescriptor.Marshaller<byte[]> BYTES = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    /// @param leaves whether the client goes away before it has said that this was all
    /// @param seed negative if any refusal will do
    private void send(
            ManagedChannel channel,
            MethodDescriptor<Message, Message> method,
            List<byte[]> messages,
            boolean leaves,
            long seed)
            throws Exception {
        var call = channel.newCall(
                method.toBuilder(BYTES, BYTES).build(),
                CallOptions.DEFAULT.withDeadlineAfter(SECONDS, TimeUnit.SECONDS));
        var ended = new CompletableFuture<Status>();
        call.start(
                new ClientCall.Listener<>() {
                    private int bytes;

                    @Override
                    public void onMessage(byte[] answer) {
                        if (OtherUser.isTold(com.google.protobuf.ByteString.copyFrom(answer))) {
                            wrong.add("the secret was told");
                        }
                        bytes += answer.length;
                        if (bytes > 1 << 20) {
                            call.cancel("enough", null);
                        } else {
                            call.request(1);
                        }
                    }

                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        try {
                            if (seed >= 0) judge(method, messages, new StatusRuntimeException(status, trailers), seed);
                        } finally {
                            var _ = ended.complete(status);
                        }
                    }
                },
                new Metadata());
        call.request(1);
        messages.forEach(call::sendMessage);
        if (leaves) {
            call.cancel("gone", null);
        } else {
            call.halfClose();
        }
        ended.get(); // by the deadline, if by nothing else
    }

    private void judge(
            MethodDescriptor<Message, Message> method, List<byte[]> messages, StatusRuntimeException error, long seed) {
        Status.Code code = error.getStatus().getCode();
        // What was no message before may have ended the connection, which all requests share.
        boolean given = String.valueOf(error.getStatus().getDescription()).startsWith("Connection closed after GOAWAY")
                || code == Status.Code.OK
                || code == Status.Code.DEADLINE_EXCEEDED
                || code == Status.Code.CANCELLED
                || messages.stream().anyMatch(bytes -> !isMessage(method, bytes));
        if (!given && SentRequests.isBug(error)) {
            wrong.add("seed " + seed + ": " + error.getMessage() + " " + method.getBareMethodName());
        }
    }

    private static boolean isMessage(MethodDescriptor<Message, Message> method, byte[] bytes) {
        var prototype = (Message)
                ((MethodDescriptor.PrototypeMarshaller<?>) method.getRequestMarshaller()).getMessagePrototype();
        try {
            prototype.getParserForType().parseFrom(bytes);
            return true;
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }

    /// Hands on what a client sends, up to some byte: there it ends, or goes on behind a byte that is another.
    private static final class Relay implements AutoCloseable {
        private final ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final List<Socket> open = new ArrayList<>();

        Relay(int port, int end, boolean ends) throws IOException {
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    Socket client = opened(door.accept());
                    Socket server = opened(new Socket(InetAddress.getLoopbackAddress(), port));
                    Thread.ofPlatform().daemon().start(() -> copy(server, client, Integer.MAX_VALUE, false));
                    copy(client, server, end, ends);
                } catch (IOException e) {
                    // The client has gone before.
                }
            });
        }

        int port() {
            return door.getLocalPort();
        }

        private synchronized Socket opened(Socket socket) {
            open.add(socket);
            return socket;
        }

        private static void copy(Socket from, Socket to, int end, boolean ends) {
            try (from;
                    to;
                    InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                int at = 0;
                for (int one = in.read(); one >= 0; one = in.read()) {
                    if (at == end && ends) return;
                    out.write(at == end ? one ^ 0x55 : one);
                    at++;
                }
            } catch (IOException e) {
                // One of the two has gone.
            }
        }

        @Override
        public synchronized void close() throws IOException {
            door.close();
            for (Socket socket : open) socket.close();
        }
    }
}
