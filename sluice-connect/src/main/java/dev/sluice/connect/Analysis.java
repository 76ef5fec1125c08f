package dev.sluice.connect;

import dev.sluice.api.DataFrame;
import dev.sluice.json.JsonValue;
import dev.sluice.type.DataType;
import java.util.List;
import java.util.Locale;
import org.apache.spark.connect.proto.AnalyzePlanRequest;
import org.apache.spark.connect.proto.AnalyzePlanRequest.Explain.ExplainMode;
import org.apache.spark.connect.proto.AnalyzePlanResponse;
import org.apache.spark.connect.proto.Plan;
import org.apache.spark.connect.proto.StorageLevel;

/// What can be told of a plan without running it.
final class Analysis {

    /// The version of Spark whose clients are meant.
    static final String SPARK_VERSION = "4.2.0";

    private final ConnectSession session;

    Analysis(ConnectSession session) {
        this.session = session;
    }

    /// @throws dev.sluice.error.SluiceException if the plan makes no sense
    AnalyzePlanResponse.Builder run(AnalyzePlanRequest said) {
        var answer = AnalyzePlanResponse.newBuilder();
        switch (said.getAnalyzeCase()) {
            case SCHEMA ->
                answer.getSchemaBuilder()
                        .setSchema(ProtoTypes.write(
                                frame(said.getSchema().getPlan()).schema()));
            case EXPLAIN ->
                answer.getExplainBuilder()
                        .setExplainString(frame(said.getExplain().getPlan())
                                .explainString(mode(said.getExplain().getExplainMode())));
            case TREE_STRING -> {
                DataFrame rows = frame(said.getTreeString().getPlan());
                int level =
                        said.getTreeString().hasLevel() ? said.getTreeString().getLevel() : Integer.MAX_VALUE;
                answer.getTreeStringBuilder().setTreeString(rows.treeString(level));
            }
            case IS_LOCAL ->
                answer.getIsLocalBuilder()
                        .setIsLocal(frame(said.getIsLocal().getPlan()).isLocal());
            case IS_STREAMING ->
                answer.getIsStreamingBuilder()
                        .setIsStreaming(frame(said.getIsStreaming().getPlan()).isStreaming());
            case INPUT_FILES ->
                answer.getInputFilesBuilder()
                        .addAllFiles(
                                List.of(frame(said.getInputFiles().getPlan()).inputFiles()));
            case SPARK_VERSION -> answer.getSparkVersionBuilder().setVersion(SPARK_VERSION);
            case DDL_PARSE ->
                answer.getDdlParseBuilder()
                        .setParsed(ProtoTypes.write(
                                ProtoRelations.rowSchema(said.getDdlParse().getDdlString())));
            case JSON_TO_DDL ->
                answer.getJsonToDdlBuilder()
                        .setDdlString(ddl(said.getJsonToDdl().getJsonString()));
            case SAME_SEMANTICS ->
                answer.getSameSemanticsBuilder()
                        .setResult(optimized(said.getSameSemantics().getTargetPlan())
                                .equals(optimized(said.getSameSemantics().getOtherPlan())));
            case SEMANTIC_HASH ->
                answer.getSemanticHashBuilder()
                        .setResult(optimized(said.getSemanticHash().getPlan()).hashCode());
            // Nothing is kept of a DataFrame, so there is nothing to let go.
            case PERSIST -> answer.getPersistBuilder();
            case UNPERSIST -> answer.getUnpersistBuilder();
            case GET_STORAGE_LEVEL ->
                answer.getGetStorageLevelBuilder()
                        .setStorageLevel(StorageLevel.newBuilder().setReplication(1));
            case ANALYZE_NOT_SET -> throw Refusals.invalid("nothing is asked of the plan");
        }
        return answer;
    }

    private DataFrame frame(Plan plan) {
        return session.relations().frame(ConnectSession.root(plan));
    }

    private String optimized(Plan plan) {
        return frame(plan).explainString("extended");
    }

    private static String mode(ExplainMode mode) {
        return switch (mode) {
            case EXPLAIN_MODE_EXTENDED, EXPLAIN_MODE_CODEGEN, EXPLAIN_MODE_COST, EXPLAIN_MODE_FORMATTED ->
                mode.name().substring("EXPLAIN_MODE_".length()).toLowerCase(Locale.ROOT);
            case EXPLAIN_MODE_SIMPLE, EXPLAIN_MODE_UNSPECIFIED, UNRECOGNIZED -> "simple";
        };
    }

    private static String ddl(String json) {
        try {
            if (DataType.fromJson(JsonValue.parse(json)) instanceof DataType.Struct struct) return struct.toDdl();
        } catch (IllegalArgumentException e) {
            throw Refusals.invalid("no schema in JSON: " + e.getMessage());
        }
        throw Refusals.invalid("the JSON says a type, and not a schema");
    }
}
