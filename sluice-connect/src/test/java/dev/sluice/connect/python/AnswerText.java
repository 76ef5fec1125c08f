package dev.sluice.connect.python;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import dev.sluice.connect.ProtoTypes;
import dev.sluice.json.JsonValue;
import dev.sluice.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.connect.proto.AnalyzePlanResponse;
import org.apache.spark.connect.proto.ConfigResponse;
import org.apache.spark.connect.proto.ExecutePlanResponse;
import org.apache.spark.connect.proto.ExecutePlanResponse.ObservedMetrics;
import org.apache.spark.connect.proto.KeyValue;
import org.apache.spark.connect.proto.Relation;

/// Answers as lines of text, without what is another in each run.
final class AnswerText {

    private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final String directory;
    private final List<String> lines = new ArrayList<>();

    AnswerText(Map<String, String> given) {
        directory = given.getOrDefault("dir", "");
    }

    List<String> of(List<Message> answers) {
        for (Message answer : answers) {
            switch (answer) {
                case ExecutePlanResponse one -> execution(one);
                case AnalyzePlanResponse one -> analysis(one);
                case ConfigResponse one -> {
                    for (KeyValue pair : one.getPairsList()) {
                        lines.add(pair.getKey() + (pair.hasValue() ? " = " + pair.getValue() : " is not set"));
                    }
                    one.getWarningsList().forEach(_ -> lines.add("a warning"));
                }
                default -> lines.add(fields(answer));
            }
        }
        return masked(lines);
    }

    List<String> masked(List<String> text) {
        return text.stream()
                .flatMap(String::lines)
                .map(line -> line.replace(directory, "DIR").replaceAll(ID, "ID"))
                .map(String::stripTrailing)
                .toList();
    }

    private static String fields(Message message) {
        return TextFormat.printer()
                .emittingSingleLine(true)
                .printToString(message)
                .replaceAll("(server_side_)?session_id: \"[^\"]*\" ?", "")
                .replaceAll("common \\{ plan_id: \\d+ } ", "")
                .strip();
    }

    private void execution(ExecutePlanResponse answer) {
        if (answer.hasSchema()) lines.add("schema " + ddl(answer.getSchema()));
        for (ObservedMetrics metrics : answer.getObservedMetricsList()) {
            lines.add("observed " + metrics.getName() + " " + metrics.getKeysList() + " "
                    + metrics.getValuesList().stream().map(AnswerText::fields).toList());
        }
        switch (answer.getResponseTypeCase()) {
            case ARROW_BATCH -> rows(answer.getArrowBatch().getData());
            case SQL_COMMAND_RESULT -> result(answer.getSqlCommandResult().getRelation());
            case WRITE_STREAM_OPERATION_START_RESULT -> {
                var started = answer.getWriteStreamOperationStartResult();
                lines.add("started name: " + started.getName());
                if (started.hasQueryStartedEventJson()) lines.add(JsonKeys.of(started.getQueryStartedEventJson()));
            }
            case STREAMING_QUERY_COMMAND_RESULT -> {
                var result = answer.getStreamingQueryCommandResult();
                switch (result.getResultTypeCase()) {
                    case RECENT_PROGRESS ->
                        result.getRecentProgress().getRecentProgressJsonList().stream()
                                .map(JsonKeys::of)
                                .distinct()
                                .forEach(lines::add);
                    case EXPLAIN -> lines.add("explained");
                    default -> lines.add(fields(result));
                }
            }
            case EXECUTION_PROGRESS, RESULT_COMPLETE, RESPONSETYPE_NOT_SET -> {}
            default -> lines.add(fields(answer).replaceAll("(operation_id|response_id): \"[^\"]*\" ?", ""));
        }
    }

    private void result(Relation relation) {
        if (!relation.hasLocalRelation()) {
            lines.add("result " + fields(relation));
            return;
        }
        lines.add("result local_relation");
        rows(relation.getLocalRelation().getData());
    }

    /// The schema comes once, however many batches there are: where they end is the server's business.
    private void rows(ByteString data) {
        List<String> stream = ArrowText.lines(data);
        lines.addAll(lines.contains(stream.getFirst()) ? stream.subList(1, stream.size()) : stream);
    }

    private void analysis(AnalyzePlanResponse answer) {
        switch (answer.getResultCase()) {
            case SCHEMA -> lines.add("schema " + ddl(answer.getSchema().getSchema()));
            case DDL_PARSE -> lines.add("parsed " + ddl(answer.getDdlParse().getParsed()));
            case EXPLAIN ->
                lines.add(answer.getExplain()
                        .getExplainString()
                        .lines()
                        .findFirst()
                        .orElse(""));
            case TREE_STRING -> lines.add(answer.getTreeString().getTreeString());
            case SEMANTIC_HASH -> lines.add("a hash");
            default -> lines.add(fields(answer));
        }
    }

    private static String ddl(org.apache.spark.connect.proto.DataType type) {
        return ProtoTypes.read(type) instanceof DataType.Struct struct
                ? struct.toDdl() + metadata(type)
                : ProtoTypes.read(type).sql();
    }

    /// Without Spark's own mark of a name that it gave.
    private static String metadata(org.apache.spark.connect.proto.DataType type) {
        List<String> said = type.getStruct().getFieldsList().stream()
                .filter(field -> field.hasMetadata() && !field.getMetadata().contains("__autoGeneratedAlias"))
                .map(field -> field.getName() + " "
                        + JsonValue.parse(field.getMetadata()).toText())
                .toList();
        return said.isEmpty() ? "" : " with " + said;
    }
}
