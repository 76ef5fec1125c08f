package dev.sluice.connect;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import com.google.rpc.ErrorInfo;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.connect.proto.SparkConnectServiceGrpc;

/// What Spark's client sent, `checks/requests.txt`: each request behind the name of its method. Tests damage them.
final class SentRequests {

    private static final Path REQUESTS = Path.of("src/test/resources/checks/requests.txt");

    private SentRequests() {}

    /// A request and its method.
    record Request(MethodDescriptor<Message, Message> method, Message message) {}

    @SuppressWarnings("unchecked") // all messages are messages
    static List<Request> all() throws IOException {
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

    /// The message in another session: sessions come and go, one that a message has ended is gone.
    static Message inSession(Message message, long number) {
        var fields = message.getDescriptorForType();
        var builder =
                message.toBuilder().setField(fields.findFieldByName("session_id"), new UUID(1, number).toString());
        var observed = fields.findFieldByName("client_observed_server_side_session_id");
        return observed == null ? builder.build() : builder.clearField(observed).build();
    }

    /// What is refused has a condition; a bug has none, or says so.
    static boolean isBug(StatusRuntimeException error) {
        Status.Code code = error.getStatus().getCode();
        return code == Status.Code.UNKNOWN
                || code == Status.Code.UNAVAILABLE
                || reason(error).map(SentRequests::isBug).orElse(true);
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
}
