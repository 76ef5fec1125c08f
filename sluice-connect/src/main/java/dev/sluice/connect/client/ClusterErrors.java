package dev.sluice.connect.client;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.json.JsonValue;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.connect.proto.FetchErrorDetailsResponse;
import org.jspecify.annotations.Nullable;

/// A cluster's errors as the engine's: with the same condition, where the engine has it, and else in the cluster's
/// words.
final class ClusterErrors {

    private ClusterErrors() {}

    /// @param address of the cluster
    /// @param details asks for what is known of an error by its id
    /// @param texts the SQL that was sent, in which the error may have a place
    static SluiceException of(
            StatusRuntimeException error,
            String address,
            Function<String, Optional<FetchErrorDetailsResponse>> details,
            Collection<String> texts) {
        Status.Code code = error.getStatus().getCode();
        String description = String.valueOf(error.getStatus().getDescription());
        if (code == Status.Code.UNAVAILABLE || code == Status.Code.DEADLINE_EXCEEDED) {
            Throwable cause = error.getCause();
            return ErrorCondition.CLUSTER_UNREACHABLE
                    .error()
                    .with("address", address)
                    .with("reason", cause == null ? description : description + " (" + cause.getMessage() + ")")
                    .cause(error)
                    .build();
        }
        Map<String, String> said = said(error);
        Optional<FetchErrorDetailsResponse> more =
                Optional.ofNullable(said.get("errorId")).flatMap(details);
        FetchErrorDetailsResponse.Error root = more.filter(known -> known.getErrorsCount() > 0)
                .map(known -> known.getErrors(Math.max(0, known.getRootErrorIdx())))
                .orElse(null);
        String message = root == null ? description : root.getMessage();
        SluiceException.Builder built = ofCondition(said, root)
                .orElseGet(() -> ErrorCondition.CLUSTER_REFUSED.error().with("message", message));
        return built.at(position(root, texts)).cause(error).build();
    }

    private static Map<String, String> said(StatusRuntimeException error) {
        com.google.rpc.Status status = StatusProto.fromThrowable(error);
        if (status != null) {
            for (var detail : status.getDetailsList()) {
                try {
                    if (detail.is(ErrorInfo.class))
                        return detail.unpack(ErrorInfo.class).getMetadataMap();
                } catch (InvalidProtocolBufferException _) {
                    // Then nothing more is known of it.
                }
            }
        }
        return Map.of();
    }

    private static Optional<SluiceException.Builder> ofCondition(
            Map<String, String> said, FetchErrorDetailsResponse.@Nullable Error root) {
        String name = said.get("errorClass");
        Map<String, String> parameters = new LinkedHashMap<>();
        if (root != null && root.hasSparkThrowable()) {
            if (root.getSparkThrowable().hasErrorClass())
                name = root.getSparkThrowable().getErrorClass();
            parameters.putAll(root.getSparkThrowable().getMessageParametersMap());
        } else if (said.containsKey("messageParameters")) {
            JsonValue.parse(said.get("messageParameters"))
                    .asObject()
                    .fields()
                    .forEach((key, value) -> parameters.put(key, value.asString()));
        }
        for (ErrorCondition condition : ErrorCondition.values()) {
            if (!condition.condition().equals(name) || !isFilled(condition.template(), parameters)) continue;
            var error = condition.error();
            parameters.forEach(error::with);
            return Optional.of(error);
        }
        return Optional.empty();
    }

    /// Whether every parameter that the text names is there.
    private static boolean isFilled(String template, Map<String, String> parameters) {
        String rest = template;
        for (String parameter : parameters.keySet()) rest = rest.replace("<" + parameter + ">", "");
        return !rest.matches("(?s).*<\\w+>.*");
    }

    private static @Nullable SourcePosition position(
            FetchErrorDetailsResponse.@Nullable Error root, Collection<String> texts) {
        if (root == null || !root.hasSparkThrowable()) return null;
        for (var context : root.getSparkThrowable().getQueryContextsList()) {
            int start = context.getStartIndex();
            int stop = context.getStopIndex() + 1;
            for (String text : texts) {
                if (start < 0 || stop <= start || stop > text.length()) continue;
                if (text.substring(start, stop).equals(context.getFragment()))
                    return new SourcePosition(text, start, stop);
            }
        }
        return null;
    }
}
