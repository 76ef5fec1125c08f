package dev.sluice.connect;

import com.google.protobuf.ByteString;
import dev.sluice.api.ChunkTaker;
import dev.sluice.api.Column;
import dev.sluice.api.DataFrame;
import dev.sluice.ast.Statement;
import dev.sluice.ast.TableStatement;
import dev.sluice.error.ErrorCondition;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.spark.connect.proto.CachedRemoteRelation;
import org.apache.spark.connect.proto.CheckpointCommand;
import org.apache.spark.connect.proto.CheckpointCommandResult;
import org.apache.spark.connect.proto.Command;
import org.apache.spark.connect.proto.CommonInlineUserDefinedFunction;
import org.apache.spark.connect.proto.CreateDataFrameViewCommand;
import org.apache.spark.connect.proto.ExecutePlanResponse;
import org.apache.spark.connect.proto.ExecutePlanResponse.ArrowBatch;
import org.apache.spark.connect.proto.ExecutePlanResponse.ObservedMetrics;
import org.apache.spark.connect.proto.ExecutePlanResponse.SqlCommandResult;
import org.apache.spark.connect.proto.GetResourcesCommandResult;
import org.apache.spark.connect.proto.LocalRelation;
import org.apache.spark.connect.proto.Plan;
import org.apache.spark.connect.proto.Relation;
import org.apache.spark.connect.proto.SQL;
import org.apache.spark.connect.proto.SqlCommand;
import org.apache.spark.connect.proto.WithRelations;
import org.apache.spark.connect.proto.WriteOperation;
import org.apache.spark.connect.proto.WriteOperationV2;

/// Runs one plan, and tells the client what comes of it.
final class PlanRun {

    private final ConnectSession session;
    private final Execution client;
    private final ProtoRelations relations;

    PlanRun(ConnectSession session, Execution client) {
        this.session = session;
        this.client = client;
        relations = session.relations();
    }

    void run(Plan said) {
        Plan plan = CompressedPlans.plain(said);
        switch (plan.getOpTypeCase()) {
            case ROOT -> rows(relations.frame(plan.getRoot()));
            case COMMAND -> command(plan.getCommand());
            case COMPRESSED_OPERATION, OPTYPE_NOT_SET -> throw Refusals.invalid("a plan that says nothing");
        }
        List<ObservedMetrics> observed = relations.observations().taken();
        if (!observed.isEmpty()) client.emit(answer().addAllObservedMetrics(observed));
        client.complete(answer());
    }

    private ExecutePlanResponse.Builder answer() {
        return ExecutePlanResponse.newBuilder()
                .setSessionId(session.id())
                .setServerSideSessionId(session.serverSideId());
    }

    // ---- rows

    private void rows(DataFrame rows) {
        DataType.Struct schema = rows.schema();
        client.emit(answer().setSchema(ProtoTypes.write(schema)));
        var writer = new ArrowWriter(
                session.allocator(), schema, session.engine().conf().get("spark.sql.session.timeZone"));
        client.check();
        var batches = new Batches(writer);
        rows.forEachChunk(batches);
        // Even no rows are said in columns.
        if (batches.sent == 0) batches.take(new Batch(writer.write(Values.chunk(schema, List.of())), 0));
    }

    /// Rows as they travel.
    private record Batch(ByteString data, int rowCount) {}

    /// Sends rows while their query runs, which waits while the client does.
    private final class Batches implements ChunkTaker<Batch> {
        private final ArrowWriter writer;
        private long sent;

        Batches(ArrowWriter writer) {
            this.writer = writer;
        }

        @Override
        public List<Batch> portions(Chunk rows) {
            return BatchSizes.parts(rows).stream()
                    .map(part -> new Batch(writer.write(part), part.rowCount()))
                    .toList();
        }

        @Override
        public long sizeBytes(Batch batch) {
            return batch.data.size();
        }

        @Override
        public void take(Batch batch) {
            client.emit(answer().setArrowBatch(ArrowBatch.newBuilder()
                    .setRowCount(batch.rowCount)
                    .setStartOffset(sent)
                    .setData(batch.data)));
            sent += batch.rowCount;
        }
    }

    // ---- commands

    private void command(Command said) {
        switch (said.getCommandTypeCase()) {
            case SQL_COMMAND -> sql(said.getSqlCommand());
            case CREATE_DATAFRAME_VIEW -> view(said.getCreateDataframeView());
            case WRITE_OPERATION -> write(said.getWriteOperation());
            case REGISTER_FUNCTION -> register(said.getRegisterFunction());
            case GET_RESOURCES_COMMAND ->
                client.emit(answer().setGetResourcesCommandResult(GetResourcesCommandResult.getDefaultInstance()));
            case WRITE_STREAM_OPERATION_START,
                    STREAMING_QUERY_COMMAND,
                    STREAMING_QUERY_MANAGER_COMMAND,
                    STREAMING_QUERY_LISTENER_BUS_COMMAND -> new StreamCommands(session, client, this::answer).run(said);
            case REGISTER_TABLE_FUNCTION, REGISTER_DATA_SOURCE ->
                throw Refusals.clientCode("a Python table function or data source");
            case CHECKPOINT_COMMAND -> checkpoint(said.getCheckpointCommand());
            case REMOVE_CACHED_REMOTE_RELATION_COMMAND ->
                session.checkpoints()
                        .forget(said.getRemoveCachedRemoteRelationCommand()
                                .getRelation()
                                .getRelationId());
            case WRITE_OPERATION_V2 -> writeTo(said.getWriteOperationV2());
            case MERGE_INTO_TABLE_COMMAND ->
                session.engine()
                        .run(new Statement.OfTable(new TableStatement.Change(
                                "MERGE INTO TABLE",
                                said.getMergeIntoTableCommand().getTargetTableName(),
                                false,
                                null)));
            case CREATE_RESOURCE_PROFILE_COMMAND, ML_COMMAND, EXECUTE_EXTERNAL_COMMAND, PIPELINE_COMMAND ->
                throw Refusals.notYet("the command " + said.getCommandTypeCase());
            case EXTENSION, COMMANDTYPE_NOT_SET -> throw Refusals.invalid("a command of no known kind");
        }
    }

    /// A query is given back to be asked for its rows; anything else is done, and its answer given back as rows.
    private void sql(SqlCommand said) {
        Relation input = said.hasInput()
                ? said.getInput()
                : Relation.newBuilder().setSql(deprecated(said)).build();
        boolean given =
                input.hasWithRelations() && input.getWithRelations().getRoot().hasSql();
        SQL text = given ? input.getWithRelations().getRoot().getSql() : input.getSql();
        Relation result = input;
        if (given || input.hasSql()) {
            Statement statement = new SqlMarkers(relations.expressions(), text).statement();
            if (statement instanceof Statement.Query) {
                // What makes no sense is refused here, not when rows are asked for.
                relations.frame(input).schema();
            } else {
                result = given
                        ? withViews(
                                input.getWithRelations(),
                                () -> local(session.engine().run(statement)))
                        : local(session.engine().run(statement));
            }
        }
        client.emit(answer().setSqlCommandResult(SqlCommandResult.newBuilder().setRelation(result)));
    }

    /// What was sent along is a view while the statement runs, as in Spark.
    private Relation withViews(WithRelations said, Supplier<Relation> statement) {
        List<String> names = new ArrayList<>();
        try {
            for (Relation reference : said.getReferencesList()) {
                if (!reference.hasSubqueryAlias()) continue;
                relations
                        .frame(reference.getSubqueryAlias().getInput())
                        .createOrReplaceTempView(reference.getSubqueryAlias().getAlias());
                names.add(reference.getSubqueryAlias().getAlias());
            }
            return statement.get();
        } finally {
            names.forEach(session.engine().catalog()::dropTempView);
        }
    }

    @SuppressWarnings("deprecation") // the fields that clients before 4.0 use, and the JVM client of 4.2 still does
    private static SQL deprecated(SqlCommand said) {
        return SQL.newBuilder()
                .setQuery(said.getSql())
                .putAllArgs(said.getArgsMap())
                .addAllPosArgs(said.getPosArgsList())
                .putAllNamedArguments(said.getNamedArgumentsMap())
                .addAllPosArguments(said.getPosArgumentsList())
                .build();
    }

    private Relation local(DataFrame rows) {
        DataType.Struct schema = rows.schema();
        var writer = new ArrowWriter(
                session.allocator(), schema, session.engine().conf().get("spark.sql.session.timeZone"));
        Chunk chunk =
                Chunk.concat(schema.fields().stream().map(field -> field.type()).toList(), rows.collectAsChunks());
        return Relation.newBuilder()
                .setLocalRelation(LocalRelation.newBuilder()
                        .setData(writer.write(chunk))
                        .setSchema(schema.toJson().toText()))
                .build();
    }

    /// There is no other process that could be lost: what is kept is kept here, for both kinds of checkpoint.
    private void checkpoint(CheckpointCommand said) {
        String id = session.checkpoints().keep(relations.frame(said.getRelation()), said.getEager());
        client.emit(answer().setCheckpointCommandResult(CheckpointCommandResult.newBuilder()
                .setRelation(CachedRemoteRelation.newBuilder().setRelationId(id))));
    }

    private void view(CreateDataFrameViewCommand said) {
        DataFrame rows = relations.frame(said.getInput());
        if (said.getIsGlobal()) {
            if (said.getReplace()) rows.createOrReplaceGlobalTempView(said.getName());
            else rows.createGlobalTempView(said.getName());
        } else {
            if (said.getReplace()) rows.createOrReplaceTempView(said.getName());
            else rows.createTempView(said.getName());
        }
    }

    private void write(WriteOperation said) {
        if (said.getSortColumnNamesCount() > 0 && !said.hasBucketBy()) {
            throw ErrorCondition.SORT_BY_WITHOUT_BUCKETING.error().build();
        }
        if (said.hasBucketBy() || said.getClusteringColumnsCount() > 0) {
            throw Refusals.notYet("writing buckets or clusters; partitionBy makes directories of columns");
        }
        var writer = relations.frame(said.getInput()).write();
        if (said.hasSource() && !said.getSource().isEmpty()) writer.format(said.getSource());
        said.getOptionsMap().forEach(writer::option);
        if (said.getPartitioningColumnsCount() > 0) {
            writer.partitionBy(said.getPartitioningColumnsList().toArray(String[]::new));
        }
        switch (said.getMode()) {
            case SAVE_MODE_APPEND, SAVE_MODE_OVERWRITE, SAVE_MODE_IGNORE, SAVE_MODE_ERROR_IF_EXISTS ->
                writer.mode(said.getMode()
                        .name()
                        .substring("SAVE_MODE_".length())
                        .replace("_", "")
                        .toLowerCase(Locale.ROOT));
            case SAVE_MODE_UNSPECIFIED, UNRECOGNIZED -> {}
        }
        switch (said.getSaveTypeCase()) {
            case PATH -> writer.save(said.getPath());
            case TABLE -> {
                switch (said.getTable().getSaveMethod()) {
                    case TABLE_SAVE_METHOD_INSERT_INTO ->
                        writer.insertInto(said.getTable().getTableName());
                    default -> writer.saveAsTable(said.getTable().getTableName());
                }
            }
            case SAVETYPE_NOT_SET -> writer.save();
        }
    }

    private void writeTo(WriteOperationV2 said) {
        var writer = relations.frame(said.getInput()).writeTo(said.getTableName());
        if (said.hasProvider()) writer.using(said.getProvider());
        writer.options(said.getOptionsMap());
        if (said.getClusteringColumnsCount() > 0) {
            throw Refusals.notYet("writing clusters; partitionedBy makes directories of columns");
        }
        if (said.getTablePropertiesCount() > 0) throw Refusals.notYet("properties of tables; they have options");
        Column[] partitions = relations.columns(said.getPartitioningColumnsList());
        if (partitions.length > 0) {
            writer.partitionedBy(partitions[0], Arrays.copyOfRange(partitions, 1, partitions.length));
        }
        switch (said.getMode()) {
            case MODE_CREATE -> writer.create();
            case MODE_OVERWRITE ->
                writer.overwrite(new Column(relations.expressions().read(said.getOverwriteCondition())));
            case MODE_OVERWRITE_PARTITIONS -> writer.overwritePartitions();
            case MODE_APPEND -> writer.append();
            case MODE_REPLACE -> writer.replace();
            case MODE_CREATE_OR_REPLACE -> writer.createOrReplace();
            case MODE_UNSPECIFIED, UNRECOGNIZED -> throw Refusals.invalid("a write of no known mode");
        }
    }

    /// A Java class that the server has can be called by a name; code that is sent cannot.
    private void register(CommonInlineUserDefinedFunction said) {
        if (!said.hasJavaUdf()) throw Refusals.clientCode("the function " + said.getFunctionName());
        session.engine()
                .sql("CREATE OR REPLACE TEMPORARY FUNCTION " + dev.sluice.type.Field.quote(said.getFunctionName())
                        + " AS '" + said.getJavaUdf().getClassName().replace("'", "\\'") + "'");
    }
}
