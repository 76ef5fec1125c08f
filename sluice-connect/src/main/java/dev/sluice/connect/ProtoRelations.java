package dev.sluice.connect;

import dev.sluice.api.Column;
import dev.sluice.api.DataFrame;
import dev.sluice.api.Dataset;
import dev.sluice.api.Encoders;
import dev.sluice.api.Session;
import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.ast.Relation.GroupingSets;
import dev.sluice.ast.Relation.JoinType;
import dev.sluice.ast.Statement;
import dev.sluice.json.JsonValue;
import dev.sluice.parser.SqlParser;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.connect.proto.Aggregate;
import org.apache.spark.connect.proto.Deduplicate;
import org.apache.spark.connect.proto.Drop;
import org.apache.spark.connect.proto.Expression;
import org.apache.spark.connect.proto.Join;
import org.apache.spark.connect.proto.Parse;
import org.apache.spark.connect.proto.Read;
import org.apache.spark.connect.proto.SetOperation;
import org.apache.spark.connect.proto.Transpose;
import org.apache.spark.connect.proto.Unpivot;
import org.apache.spark.connect.proto.WithColumnsRenamed;
import org.apache.spark.connect.proto.WithRelations;
import org.jspecify.annotations.Nullable;

/// Relations of the protocol as the parser would have built them.
///
/// One is made for each plan, since a plan brings the queries along that its subqueries mean.
final class ProtoRelations {

    private final Session session;
    private final LocalRows local;
    private final Function<String, Relation> checkpoints;
    private final Observations observations = new Observations();
    private final Map<Long, Relation> queries = new HashMap<>();
    private final ProtoExpressions expressions = new ProtoExpressions(this::query);

    /// @param checkpoints the rows that were kept under an id
    ProtoRelations(Session session, LocalRows local, Function<String, Relation> checkpoints) {
        this.session = session;
        this.local = local;
        this.checkpoints = checkpoints;
    }

    ProtoExpressions expressions() {
        return expressions;
    }

    Observations observations() {
        return observations;
    }

    DataFrame frame(org.apache.spark.connect.proto.Relation said) {
        return session.dataFrame(read(said));
    }

    /// @throws dev.sluice.error.SluiceException if it is no relation, or one that the engine has no answer to
    Relation read(org.apache.spark.connect.proto.Relation said) {
        Relation relation = untagged(said);
        return said.getCommon().hasPlanId()
                ? new Relation.Tagged(relation, PlanIds.frame(said.getCommon().getPlanId()))
                : relation;
    }

    private Relation query(long planId) {
        Relation query = queries.get(planId);
        if (query == null) throw Refusals.invalid("a subquery means plan " + planId + ", which was not sent");
        return query;
    }

    private Relation untagged(org.apache.spark.connect.proto.Relation said) {
        return switch (said.getRelTypeCase()) {
            case READ -> source(said.getRead());
            case SQL -> sql(said.getSql());
            case LOCAL_RELATION -> local.read(said.getLocalRelation());
            case CACHED_LOCAL_RELATION ->
                local.cached(said.getCachedLocalRelation().getHash());
            case CHUNKED_CACHED_LOCAL_RELATION -> local.cached(said.getChunkedCachedLocalRelation());
            case RANGE -> range(said.getRange());
            case UNRESOLVED_TABLE_VALUED_FUNCTION ->
                new Relation.TableFunction(
                        said.getUnresolvedTableValuedFunction().getFunctionName(),
                        expressions.read(said.getUnresolvedTableValuedFunction().getArgumentsList()),
                        false,
                        null);
            case WITH_RELATIONS -> withRelations(said.getWithRelations());

            case PROJECT -> project(said.getProject());
            case FILTER ->
                new Relation.Filter(
                        read(said.getFilter().getInput()),
                        expressions.read(said.getFilter().getCondition()));
            case SORT ->
                new Relation.Sort(
                        read(said.getSort().getInput()),
                        said.getSort().getOrderList().stream()
                                .map(expressions::sortKey)
                                .toList(),
                        null);
            case LIMIT ->
                new Relation.Limit(
                        read(said.getLimit().getInput()), number(said.getLimit().getLimit()), null);
            case OFFSET ->
                new Relation.Offset(
                        read(said.getOffset().getInput()),
                        number(said.getOffset().getOffset()),
                        null);
            case AGGREGATE -> aggregate(said.getAggregate());
            case DEDUPLICATE -> deduplicate(said.getDeduplicate());
            case SUBQUERY_ALIAS ->
                new Relation.Aliased(
                        read(said.getSubqueryAlias().getInput()),
                        said.getSubqueryAlias().getAlias(),
                        List.of(),
                        null);
            case TO_DF ->
                new Relation.Aliased(
                        read(said.getToDf().getInput()), "", said.getToDf().getColumnNamesList(), null);
            case WITH_COLUMNS -> withColumns(said.getWithColumns());
            case WITH_COLUMNS_RENAMED -> renamed(said.getWithColumnsRenamed());
            case DROP -> dropped(said.getDrop());
            case WITH_WATERMARK ->
                frame(said.getWithWatermark().getInput())
                        .withWatermark(
                                said.getWithWatermark().getEventTime(),
                                said.getWithWatermark().getDelayThreshold())
                        .relation();
            case UNPIVOT -> unpivot(said.getUnpivot());

            case JOIN -> join(said.getJoin());
            case LATERAL_JOIN ->
                new Relation.Join(
                        read(said.getLateralJoin().getLeft()),
                        new Relation.Lateral(read(said.getLateralJoin().getRight())),
                        type(said.getLateralJoin().getJoinType()),
                        said.getLateralJoin().hasJoinCondition()
                                ? expressions.read(said.getLateralJoin().getJoinCondition())
                                : null,
                        List.of(),
                        false,
                        null);
            case SET_OP -> setOperation(said.getSetOp());

            // One process has nothing to spread.
            case REPARTITION -> read(said.getRepartition().getInput());
            case REPARTITION_BY_EXPRESSION ->
                read(said.getRepartitionByExpression().getInput());
            case HINT -> read(said.getHint().getInput());

            case FILL_NA, DROP_NA, REPLACE ->
                new ProtoStatistics(this).missing(said).relation();
            case SHOW_STRING -> text("show_string", shown(said.getShowString()));
            case CATALOG -> new ProtoCatalog(session).answer(said.getCatalog()).relation();

            case MAP_PARTITIONS, GROUP_MAP, CO_GROUP_MAP ->
                throw Refusals.clientCode(
                        "a function over rows or groups (map, flatMap, mapGroups, transformWithState …)");
            case APPLY_IN_PANDAS_WITH_STATE -> throw Refusals.clientCode("applyInPandasWithState");
            case COMMON_INLINE_USER_DEFINED_TABLE_FUNCTION, COMMON_INLINE_USER_DEFINED_DATA_SOURCE ->
                throw Refusals.clientCode("a Python table function or data source");
            case SUMMARY, DESCRIBE, CROSSTAB, COV, CORR, APPROX_QUANTILE, FREQ_ITEMS, SAMPLE_BY ->
                new ProtoStatistics(this).figures(said).relation();
            case SAMPLE -> sample(said.getSample());
            case TAIL -> {
                DataFrame input = frame(said.getTail().getInput());
                yield session.createDataFrame(input.tailAsList(said.getTail().getLimit()), input.schema())
                        .relation();
            }
            case TO_SCHEMA ->
                frame(said.getToSchema().getInput())
                        .to((DataType.Struct) ProtoTypes.read(said.getToSchema().getSchema()))
                        .relation();
            case COLLECT_METRICS -> {
                var metrics = said.getCollectMetrics();
                yield new Relation.Observe(
                        read(metrics.getInput()),
                        metrics.getName(),
                        expressions.read(metrics.getMetricsList()),
                        observations.taker(metrics, said.getCommon().getPlanId()));
            }
            case CACHED_REMOTE_RELATION ->
                checkpoints.apply(said.getCachedRemoteRelation().getRelationId());
            case TRANSPOSE -> transposed(said.getTranspose());
            case PARSE -> parsed(said.getParse());
            case HTML_STRING -> {
                var html = said.getHtmlString();
                yield text("html_string", frame(html.getInput()).htmlString(html.getNumRows(), html.getTruncate()));
            }
            case AS_OF_JOIN, RELATION_CHANGES, NEAREST_BY_JOIN, ML_RELATION ->
                throw Refusals.notYet("the relation " + said.getRelTypeCase());
            case EXTENSION, UNKNOWN, RELTYPE_NOT_SET -> throw Refusals.invalid("a relation of no known kind");
        };
    }

    private static Expr number(int value) {
        return new Expr.Literal(value, Atomic.INT, null);
    }

    /// A relation of one text.
    private static Relation text(String column, String value) {
        return new Relation.LocalRows(
                DataType.Struct.of(new Field(column, Atomic.STRING, false)), List.of(List.of(value)));
    }

    /// One row with one value.
    DataFrame rows(String column, DataType type, Object value) {
        return session.dataFrame(
                new Relation.LocalRows(DataType.Struct.of(new Field(column, type, false)), List.of(List.of(value))));
    }

    private String shown(org.apache.spark.connect.proto.ShowString said) {
        return frame(said.getInput()).showString(said.getNumRows(), said.getTruncate(), said.getVertical());
    }

    // ---- where rows come from

    private Relation source(Read said) {
        return switch (said.getReadTypeCase()) {
            case NAMED_TABLE ->
                new Relation.Table(
                        SqlParser.multipartIdentifier(said.getNamedTable().getUnparsedIdentifier()),
                        said.getIsStreaming(),
                        said.getNamedTable().getOptionsMap(),
                        null);
            case DATA_SOURCE -> format(said.getDataSource(), said.getIsStreaming());
            case READTYPE_NOT_SET -> throw Refusals.invalid("a read of nothing");
        };
    }

    /// The files, or whatever it is, that a format reads.
    private Relation format(Read.DataSource said, boolean stream) {
        if (said.getPredicatesCount() > 0) throw Refusals.notYet("reads by predicates");
        Map<String, String> options = new HashMap<>(said.getOptionsMap());
        if (said.getPathsCount() == 1) options.put("path", said.getPaths(0));
        if (said.getPathsCount() > 1) {
            if (stream) throw Refusals.invalid("Multiple paths are not supported for streaming source");
            options.put("paths", JsonValue.of(List.copyOf(said.getPathsList())).toText());
        }
        String format = said.getFormat().isEmpty() ? session.conf().get("spark.sql.sources.default") : said.getFormat();
        DataType.Struct schema = said.getSchema().isEmpty() ? null : rowSchema(said.getSchema());
        return new Relation.Read(format, schema, options, stream);
    }

    /// @param text columns as DDL, or Spark's JSON form of a struct
    static DataType.Struct rowSchema(String text) {
        return rowSchema(SqlParser.schema(text));
    }

    private static DataType.Struct rowSchema(DataType type) {
        return type instanceof DataType.Struct struct ? struct : DataType.Struct.of(new Field("value", type, true));
    }

    /// Texts as rows.
    private Relation parsed(Parse said) {
        var reader = session.read().options(said.getOptionsMap());
        if (said.hasSchema()) reader.schema(rowSchema(ProtoTypes.read(said.getSchema())));
        Dataset<String> texts = frame(said.getInput()).as(Encoders.STRING());
        return switch (said.getFormat()) {
            case PARSE_FORMAT_JSON -> reader.json(texts).relation();
            case PARSE_FORMAT_CSV -> reader.csv(texts).relation();
            case PARSE_FORMAT_XML -> reader.xml(texts).relation();
            case PARSE_FORMAT_UNSPECIFIED, UNRECOGNIZED -> throw Refusals.invalid("texts of no known format");
        };
    }

    private Relation sql(org.apache.spark.connect.proto.SQL said) {
        var arguments = new SqlMarkers(expressions, said);
        return switch (arguments.statement()) {
            case Statement.Query(Relation relation) -> relation;
            default -> arguments.run(session).relation();
        };
    }

    private static Relation range(org.apache.spark.connect.proto.Range said) {
        List<Expr> arguments = new ArrayList<>();
        for (long value : new long[] {said.getStart(), said.getEnd(), said.getStep()}) {
            arguments.add(new Expr.Literal(value, Atomic.LONG, null));
        }
        if (said.hasNumPartitions()) arguments.add(number(said.getNumPartitions()));
        return new Relation.TableFunction("range", arguments, false, null);
    }

    /// The references are views for SQL, and queries for subqueries.
    private Relation withRelations(WithRelations said) {
        List<Relation.CommonTable> tables = new ArrayList<>();
        for (var reference : said.getReferencesList()) {
            Relation relation = read(reference);
            if (reference.getCommon().hasPlanId()) {
                queries.put(reference.getCommon().getPlanId(), relation);
            }
            if (reference.hasSubqueryAlias()) {
                tables.add(new Relation.CommonTable(
                        reference.getSubqueryAlias().getAlias(),
                        List.of(),
                        read(reference.getSubqueryAlias().getInput()),
                        null,
                        null));
            }
        }
        Relation root = read(said.getRoot());
        return tables.isEmpty() ? root : new Relation.With(tables, root);
    }

    // ---- one input

    private Relation project(org.apache.spark.connect.proto.Project said) {
        Relation input = said.hasInput() ? read(said.getInput()) : new Relation.OneRow();
        return new Relation.Project(input, expressions.read(said.getExpressionsList()), null);
    }

    private Relation sample(org.apache.spark.connect.proto.Sample said) {
        var input = frame(said.getInput());
        // A part of a split. Rows come in the same order in each run, so they need not be sorted first.
        if (said.getLowerBound() != 0 || said.getDeterministicOrder()) {
            if (!said.hasSeed()) throw Refusals.invalid("a part of a split without a seed");
            return input.sampleBetween(said.getLowerBound(), said.getUpperBound(), said.getSeed())
                    .relation();
        }
        return said.hasSeed()
                ? input.sample(said.getWithReplacement(), said.getUpperBound(), said.getSeed())
                        .relation()
                : input.sample(said.getWithReplacement(), said.getUpperBound()).relation();
    }

    private Relation transposed(Transpose said) {
        DataFrame input = frame(said.getInput());
        if (said.getIndexColumnsCount() > 1) throw Refusals.invalid("a transpose by several columns");
        return said.getIndexColumnsCount() == 0
                ? input.transpose().relation()
                : input.transpose(columns(said.getIndexColumnsList())[0]).relation();
    }

    private Relation deduplicate(Deduplicate said) {
        boolean all = said.getAllColumnsAsKeys();
        if (all == said.getColumnNamesCount() > 0)
            throw Refusals.invalid("Deduplicate requires to either deduplicate on all columns or a subset of columns");
        return new Relation.Deduplicate(
                read(said.getInput()), all ? null : said.getColumnNamesList(), said.getWithinWatermark());
    }

    private Relation withColumns(org.apache.spark.connect.proto.WithColumns said) {
        List<String> names = new ArrayList<>();
        List<Expr> values = new ArrayList<>();
        for (Expression.Alias alias : said.getAliasesList()) {
            if (alias.getNameCount() != 1)
                throw Refusals.invalid("WithColumns require column name only contains one name part");
            names.add(alias.getName(0));
            values.add(expressions.read(alias.getExpr()));
        }
        return new Relation.WithColumns(read(said.getInput()), names, values);
    }

    private Relation renamed(WithColumnsRenamed said) {
        @SuppressWarnings("deprecation") // what older clients send
        Map<String, String> names = new LinkedHashMap<>(said.getRenameColumnsMapMap());
        said.getRenamesList().forEach(rename -> names.put(rename.getColName(), rename.getNewColName()));
        return new Relation.Renamed(read(said.getInput()), names);
    }

    private Relation dropped(Drop said) {
        List<Expr.Name> columns = new ArrayList<>();
        said.getColumnNamesList().forEach(name -> columns.add(new Expr.Name(List.of(name), null, null)));
        for (Expr column : expressions.read(said.getColumnsList())) {
            if (column instanceof Expr.Name name) columns.add(name);
        }
        return new Relation.Dropped(read(said.getInput()), columns);
    }

    private Relation unpivot(Unpivot said) {
        Relation input = read(said.getInput());
        Column[] ids = columns(said.getIdsList());
        var frame = session.dataFrame(input);
        return said.hasValues()
                ? frame.unpivot(
                                ids,
                                columns(said.getValues().getValuesList()),
                                said.getVariableColumnName(),
                                said.getValueColumnName())
                        .relation()
                : frame.unpivot(ids, said.getVariableColumnName(), said.getValueColumnName())
                        .relation();
    }

    Column[] columns(List<Expression> said) {
        return expressions.read(said).stream().map(Column::new).toArray(Column[]::new);
    }

    // ---- groups

    private Relation aggregate(Aggregate said) {
        Relation input = read(said.getInput());
        List<Expr> grouping = expressions.read(said.getGroupingExpressionsList());
        List<Expr> aggregates = expressions.read(said.getAggregateExpressionsList());
        List<Expr> keys = grouping.stream().map(ProtoRelations::value).toList();
        return switch (said.getGroupType()) {
            case GROUP_TYPE_GROUPBY -> aggregate(input, keys, grouping, aggregates, null);
            case GROUP_TYPE_ROLLUP ->
                aggregate(input, keys, grouping, aggregates, GroupingSets.rollup(GroupingSets.single(keys.size())));
            case GROUP_TYPE_CUBE ->
                aggregate(input, keys, grouping, aggregates, GroupingSets.cube(GroupingSets.single(keys.size())));
            case GROUP_TYPE_GROUPING_SETS -> groupingSets(said, input, grouping, aggregates);
            case GROUP_TYPE_PIVOT -> pivot(said.getPivot(), input, keys, aggregates);
            case GROUP_TYPE_UNSPECIFIED, UNRECOGNIZED -> throw Refusals.invalid("an aggregate of no known kind");
        };
    }

    /// Keys stand before what is computed of the groups, as `spark.sql.retainGroupColumns` has it.
    private static Relation aggregate(
            Relation input,
            List<Expr> keys,
            List<Expr> grouping,
            List<Expr> aggregates,
            @Nullable List<List<Integer>> sets) {
        List<Expr> columns = new ArrayList<>(grouping);
        columns.addAll(aggregates);
        return new Relation.Aggregate(input, keys, columns, null, sets, null);
    }

    private static Expr value(Expr key) {
        return key instanceof Expr.Alias(Expr value, _, _) ? value : key;
    }

    private Relation groupingSets(Aggregate said, Relation input, List<Expr> grouping, List<Expr> aggregates) {
        List<Expr> keys =
                new ArrayList<>(grouping.stream().map(ProtoRelations::value).toList());
        List<List<Integer>> sets = new ArrayList<>();
        for (Aggregate.GroupingSets set : said.getGroupingSetsList()) {
            List<Integer> places = new ArrayList<>();
            for (Expr key : expressions.read(set.getGroupingSetList())) {
                if (!keys.contains(key)) keys.add(key);
                places.add(keys.indexOf(key));
            }
            sets.add(places);
        }
        return aggregate(input, keys, grouping.isEmpty() ? keys : grouping, aggregates, sets);
    }

    private Relation pivot(Aggregate.Pivot said, Relation input, List<Expr> keys, List<Expr> aggregates) {
        Expr column = expressions.read(said.getCol());
        List<Expr> values = said.getValuesCount() > 0
                ? said.getValuesList().stream().map(ProtoLiterals::read).toList()
                : valuesOf(input, column);
        return new Relation.Pivot(
                input,
                keys,
                aggregates,
                List.of(column),
                values.stream()
                        .map(value -> new Relation.PivotValue(List.of(value), null))
                        .toList(),
                null);
    }

    /// The values that a column has, in their order.
    private List<Expr> valuesOf(Relation input, Expr column) {
        DataFrame values = session.dataFrame(input)
                .select(new Column(column).as("value"))
                .distinct()
                .toDF()
                .orderBy("value")
                .toDF();
        DataType type = values.schema().field(0).type();
        List<Expr> constants = new ArrayList<>();
        for (var chunk : values.collectAsChunks()) {
            for (int i = 0; i < chunk.rowCount(); i++) {
                Object value = dev.sluice.vector.Values.get(
                        chunk.column(0), chunk.selection().row(i), type);
                constants.add(new Expr.Literal(value, type, null));
            }
        }
        return constants;
    }

    // ---- two inputs

    private Relation join(Join said) {
        if (said.hasJoinDataType()) throw Refusals.clientCode("joinWith");
        if (said.hasJoinCondition() && said.getUsingColumnsCount() > 0) {
            throw Refusals.invalid("Using columns or join conditions cannot be set at the same time in Join");
        }
        return new Relation.Join(
                read(said.getLeft()),
                read(said.getRight()),
                type(said.getJoinType()),
                said.hasJoinCondition() ? expressions.read(said.getJoinCondition()) : null,
                said.getUsingColumnsList(),
                false,
                null);
    }

    private static JoinType type(Join.JoinType said) {
        return switch (said) {
            case JOIN_TYPE_INNER, JOIN_TYPE_UNSPECIFIED -> JoinType.INNER;
            case JOIN_TYPE_CROSS -> JoinType.CROSS;
            case JOIN_TYPE_FULL_OUTER -> JoinType.FULL_OUTER;
            case JOIN_TYPE_LEFT_OUTER -> JoinType.LEFT_OUTER;
            case JOIN_TYPE_RIGHT_OUTER -> JoinType.RIGHT_OUTER;
            case JOIN_TYPE_LEFT_ANTI -> JoinType.LEFT_ANTI;
            case JOIN_TYPE_LEFT_SEMI -> JoinType.LEFT_SEMI;
            case UNRECOGNIZED -> throw Refusals.invalid("a join of no known kind");
        };
    }

    private Relation setOperation(SetOperation said) {
        Relation left = read(said.getLeftInput());
        Relation right = read(said.getRightInput());
        return switch (said.getSetOpType()) {
            case SET_OP_TYPE_UNION -> {
                var union = new Relation.Union(left, right, said.getByName(), said.getAllowMissingColumns(), null);
                yield said.hasIsAll() && !said.getIsAll() ? new Relation.Distinct(union) : union;
            }
            case SET_OP_TYPE_INTERSECT -> new Relation.SetOperation(left, right, "INTERSECT", said.getIsAll(), null);
            case SET_OP_TYPE_EXCEPT -> new Relation.SetOperation(left, right, "EXCEPT", said.getIsAll(), null);
            case SET_OP_TYPE_UNSPECIFIED, UNRECOGNIZED -> throw Refusals.invalid("a set operation of no known kind");
        };
    }
}
