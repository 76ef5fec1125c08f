package dev.sluice.connect;

import com.google.protobuf.Any;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import dev.sluice.api.StreamingQueryException;
import dev.sluice.error.AnalysisException;
import dev.sluice.error.ParseException;
import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.json.JsonValue;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.connect.proto.FetchErrorDetailsResponse;
import org.jspecify.annotations.Nullable;

/// Errors as clients of Spark know them: a status that tells Spark's class, condition, SQLSTATE and parameters, so that
/// the client throws what Spark's would; and the details, which it asks for afterwards.
final class Failures {

    /// A status travels in the headers of an answer, where there is little room.
    private static final int MOST_TEXT = 2048;

    /// As many as are asked for right after they happened.
    private static final int KEPT = 100;

    private static final List<String> ANY = List.of("java.lang.Exception", "java.lang.Throwable", "java.lang.Object");

    private final Map<String, Throwable> kept = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Throwable> eldest) {
            return size() > KEPT;
        }
    };

    /// Keeps an error to be asked for.
    ///
    /// @param id of the error
    StatusRuntimeException status(Throwable error, String id) {
        synchronized (kept) {
            kept.put(id, error);
        }
        List<String> classes = classes(error);
        ErrorInfo.Builder info = ErrorInfo.newBuilder()
                .setReason(classes.getFirst())
                .setDomain("org.apache.spark")
                .putMetadata("classes", JsonValue.of(classes).toText())
                .putMetadata("errorId", id);
        Said said = said(error);
        if (said != null) {
            info.putMetadata("errorClass", said.condition);
            info.putMetadata("sqlState", said.sqlState);
            String parameters = JsonValue.of(said.parameters).toText();
            if (encoded(parameters) < MOST_TEXT) info.putMetadata("messageParameters", parameters);
        }
        String message = message(error);
        return StatusProto.toStatusRuntimeException(Status.newBuilder()
                .setCode(Code.INTERNAL_VALUE)
                .setMessage(shortened(message))
                .addDetails(Any.pack(info.build()))
                .build());
    }

    private static String shortened(String message) {
        if (encoded(message) <= MOST_TEXT) return message;
        int end = Math.min(message.length(), MOST_TEXT);
        while (encoded(message.substring(0, end)) > MOST_TEXT - 3) end -= Math.max(1, end / 20);
        return message.substring(0, end) + "...";
    }

    /// How many bytes a text takes in a header: a character beyond ASCII is written as three for each of its bytes.
    private static int encoded(String text) {
        int ascii =
                (int) text.chars().filter(c -> c >= ' ' && c <= '~' && c != '%').count();
        int others = text.getBytes(StandardCharsets.UTF_8).length - ascii;
        return ascii + 3 * others;
    }

    /// What is known of an error that happened before; without errors if it is forgotten.
    FetchErrorDetailsResponse.Builder details(String id) {
        Throwable error;
        synchronized (kept) {
            error = kept.remove(id);
        }
        var details = FetchErrorDetailsResponse.newBuilder();
        if (error == null) return details;
        var one = FetchErrorDetailsResponse.Error.newBuilder()
                .addAllErrorTypeHierarchy(classes(error))
                .setMessage(message(error));
        Said said = said(error);
        if (said != null) {
            var throwable = FetchErrorDetailsResponse.SparkThrowable.newBuilder()
                    .setErrorClass(said.condition)
                    .setSqlState(said.sqlState)
                    .putAllMessageParameters(said.parameters);
            // As in Spark, an error in the text itself says in its message where it is.
            if (said.at != null && !(error instanceof ParseException)) throwable.addQueryContexts(context(said.at));
            one.setSparkThrowable(throwable);
        }
        return details.setRootErrorIdx(0).addErrors(one);
    }

    private static FetchErrorDetailsResponse.QueryContext context(SourcePosition at) {
        return FetchErrorDetailsResponse.QueryContext.newBuilder()
                .setContextType(FetchErrorDetailsResponse.QueryContext.ContextType.SQL)
                .setStartIndex(at.start())
                .setStopIndex(Math.max(at.start(), at.stop() - 1))
                .setFragment(at.fragment())
                .build();
    }

    private static String message(Throwable error) {
        String message = error.getMessage();
        return message == null ? error.toString() : message;
    }

    private record Said(
            String condition,
            String sqlState,
            Map<String, String> parameters,
            @Nullable SourcePosition at) {}

    private static @Nullable Said said(Throwable error) {
        return switch (error) {
            case SluiceException e -> {
                var known = SparkConditions.of(e.getCondition(), e.getMessageParameters(), message(e));
                yield new Said(known.condition(), e.getSqlState(), known.parameters(), e.position());
            }
            case StreamingQueryException e -> {
                String why = e.getCause() == null ? message(e) : message(e.getCause());
                Map<String, String> parameters = Map.of("id", e.queryId(), "runId", e.runId(), "message", why);
                yield new Said("STREAM_FAILED", "XXKST", parameters, null);
            }
            default -> null;
        };
    }

    /// The names of the classes that Spark's error would have, its own first: a client takes the first it knows.
    static List<String> classes(Throwable error) {
        return switch (error) {
            case ParseException _ ->
                with("org.apache.spark.sql.catalyst.parser.ParseException", "org.apache.spark.sql.AnalysisException");
            case AnalysisException said -> ofAnalysis(said.getCondition());
            case StreamingQueryException _ -> with("org.apache.spark.sql.streaming.StreamingQueryException");
            case SluiceException said -> ofRun(said.getCondition());
            case IllegalArgumentException _ -> with("java.lang.IllegalArgumentException", "java.lang.RuntimeException");
            case UnsupportedOperationException _ ->
                with("java.lang.UnsupportedOperationException", "java.lang.RuntimeException");
            default -> with("org.apache.spark.SparkException");
        };
    }

    private static List<String> ofAnalysis(String condition) {
        int dot = condition.indexOf('.');
        return switch (dot < 0 ? condition : condition.substring(0, dot)) {
            case "INVALID_CONF_VALUE", "INVALID_INTERVAL_FORMAT" -> illegalArgument();
            case "INVALID_HANDLE" -> with("org.apache.spark.SparkSQLException", "java.sql.SQLException");
            case "CONNECT_INVALID_PLAN" -> with("org.apache.spark.sql.connect.common.InvalidPlanInput");
            case "STREAMING_OUTPUT_MODE" ->
                condition.endsWith(".INVALID") ? illegalArgument() : with("org.apache.spark.sql.AnalysisException");
            case "SLUICE_UNKNOWN_CONFIG" ->
                with(
                        "org.apache.spark.SparkNoSuchElementException",
                        "java.util.NoSuchElementException",
                        "java.lang.RuntimeException");
            case "UNSUPPORTED_ARROWTYPE" ->
                with(
                        "org.apache.spark.SparkUnsupportedOperationException",
                        "java.lang.UnsupportedOperationException",
                        "java.lang.RuntimeException");
            case "TEMP_TABLE_OR_VIEW_ALREADY_EXISTS" -> ofCatalog("TempTableAlreadyExistsException");
            case "TABLE_OR_VIEW_ALREADY_EXISTS" -> ofCatalog("TableAlreadyExistsException");
            case "SCHEMA_ALREADY_EXISTS" -> ofCatalog("NamespaceAlreadyExistsException");
            case "SCHEMA_NOT_FOUND" -> ofCatalog("NoSuchNamespaceException");
            case "DATA_SOURCE_NOT_FOUND" ->
                with("org.apache.spark.SparkClassNotFoundException", "java.lang.ClassNotFoundException");
            default -> with("org.apache.spark.sql.AnalysisException");
        };
    }

    private static List<String> illegalArgument() {
        return with(
                "org.apache.spark.SparkIllegalArgumentException",
                "java.lang.IllegalArgumentException",
                "java.lang.RuntimeException");
    }

    private static List<String> ofCatalog(String name) {
        return with("org.apache.spark.sql.catalyst.analysis." + name, "org.apache.spark.sql.AnalysisException");
    }

    private static List<String> ofRun(String condition) {
        return switch (condition) {
            case "DIVIDE_BY_ZERO",
                    "ARITHMETIC_OVERFLOW",
                    "NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION",
                    "BINARY_ARITHMETIC_OVERFLOW",
                    "CAST_OVERFLOW",
                    "INTERVAL_ARITHMETIC_OVERFLOW.WITH_SUGGESTION",
                    "INTERVAL_DIVIDED_BY_ZERO",
                    "REMAINDER_BY_ZERO" ->
                with(
                        "org.apache.spark.SparkArithmeticException",
                        "java.lang.ArithmeticException",
                        "java.lang.RuntimeException");
            case "INVALID_ARRAY_INDEX", "INVALID_ARRAY_INDEX_IN_ELEMENT_AT", "INVALID_INDEX_OF_ZERO" ->
                with(
                        "org.apache.spark.SparkArrayIndexOutOfBoundsException",
                        "java.lang.ArrayIndexOutOfBoundsException",
                        "java.lang.IndexOutOfBoundsException",
                        "java.lang.RuntimeException");
            case "CAST_INVALID_INPUT" ->
                with(
                        "org.apache.spark.SparkNumberFormatException",
                        "java.lang.NumberFormatException",
                        "java.lang.IllegalArgumentException",
                        "java.lang.RuntimeException");
            case "CANNOT_PARSE_TIMESTAMP",
                    "INVALID_FRACTION_OF_SECOND",
                    "DATETIME_FIELD_OUT_OF_BOUNDS.WITH_SUGGESTION" ->
                with(
                        "org.apache.spark.SparkDateTimeException",
                        "java.time.DateTimeException",
                        "java.lang.RuntimeException");
            case "INTERNAL_ERROR", "MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION" ->
                with("org.apache.spark.SparkException");
            default -> with("org.apache.spark.SparkRuntimeException", "java.lang.RuntimeException");
        };
    }

    private static List<String> with(String... classes) {
        var all = new java.util.ArrayList<>(List.of(classes));
        all.addAll(ANY);
        return all;
    }
}
