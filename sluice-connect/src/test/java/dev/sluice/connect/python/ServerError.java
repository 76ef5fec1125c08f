package dev.sluice.connect.python;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonArray;
import dev.sluice.json.JsonValue.JsonObject;
import dev.sluice.json.JsonValue.JsonString;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.connect.proto.FetchErrorDetailsResponse;
import org.apache.spark.connect.proto.FetchErrorDetailsResponse.QueryContext;

/// What PySpark makes of an error: it raises the first class that it knows of those the server names.
record ServerError(String exception, ErrorInfo info) {

    /// Java's classes whose exceptions PySpark has, `pyspark/errors/exceptions/connect.py`, under the names that it has
    /// for them.
    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("org.apache.spark.sql.catalyst.parser.ParseException", "ParseException"),
            Map.entry("org.apache.spark.sql.AnalysisException", "AnalysisException"),
            Map.entry("org.apache.spark.sql.streaming.StreamingQueryException", "StreamingQueryException"),
            Map.entry("org.apache.spark.sql.execution.QueryExecutionException", "QueryExecutionException"),
            Map.entry("java.lang.NumberFormatException", "NumberFormatException"),
            Map.entry("java.lang.IllegalArgumentException", "IllegalArgumentException"),
            Map.entry("java.lang.ArithmeticException", "ArithmeticException"),
            Map.entry("java.lang.UnsupportedOperationException", "UnsupportedOperationException"),
            Map.entry("java.lang.ArrayIndexOutOfBoundsException", "ArrayIndexOutOfBoundsException"),
            Map.entry("java.time.DateTimeException", "DateTimeException"),
            Map.entry("org.apache.spark.SparkRuntimeException", "SparkRuntimeException"),
            Map.entry("org.apache.spark.SparkUpgradeException", "SparkUpgradeException"),
            Map.entry("org.apache.spark.SparkNoSuchElementException", "SparkNoSuchElementException"),
            Map.entry("org.apache.spark.api.python.PythonException", "PythonException"),
            Map.entry("org.apache.spark.SparkException", "SparkException"));

    static ServerError of(StatusRuntimeException error) throws InvalidProtocolBufferException {
        Status status = StatusProto.fromThrowable(error);
        if (status == null || status.getDetailsCount() == 0) {
            return new ServerError(error.getStatus().toString(), ErrorInfo.getDefaultInstance());
        }
        ErrorInfo info = status.getDetails(0).unpack(ErrorInfo.class);
        String exception = "SparkConnectGrpcException";
        for (JsonValue name : ((JsonArray) JsonValue.parse(info.getMetadataOrDefault("classes", "[]"))).items()) {
            String known = KNOWN.get(((JsonString) name).value());
            if (known != null) return new ServerError(known, info);
        }
        return new ServerError(exception, info);
    }

    String id() {
        return info.getMetadataOrDefault("errorId", "");
    }

    List<String> lines(FetchErrorDetailsResponse details) {
        var parameters = (JsonObject) JsonValue.parse(info.getMetadataOrDefault("messageParameters", "{}"));
        List<String> lines = new ArrayList<>();
        lines.add(String.join(
                " ",
                "error",
                exception,
                info.getMetadataOrDefault("errorClass", "-"),
                info.getMetadataOrDefault("sqlState", "-"),
                parameters(parameters)));
        if (details.hasRootErrorIdx()) {
            details.getErrors(details.getRootErrorIdx()).getSparkThrowable().getQueryContextsList().stream()
                    .map(ServerError::context)
                    .forEach(lines::add);
        }
        return lines;
    }

    private static String parameters(JsonObject said) {
        return new TreeMap<>(said.fields())
                .entrySet().stream()
                        .map(parameter -> parameter.getKey() + ": " + text(parameter.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    /// The first line: Sluice says more than Spark behind it.
    private static String text(JsonValue parameter) {
        return ((JsonString) parameter).value().lines().findFirst().orElse("");
    }

    private static String context(QueryContext context) {
        return "context " + context.getContextType() + " " + context.getFragment() + " " + context.getCallSite();
    }
}
