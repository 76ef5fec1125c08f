package dev.sluice.analyzer;

import dev.sluice.analyzer.Scope.Visible;
import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.catalog.Catalog;
import dev.sluice.catalog.SparkFunctions;
import dev.sluice.catalog.TableFunction;
import dev.sluice.connector.Provider;
import dev.sluice.connector.StaticInput;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.error.Suggestion;
import dev.sluice.evaluator.EvaluatorCompiler;
import dev.sluice.expression.AggregateCall;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.expression.SortKey;
import dev.sluice.function.CallContext;
import dev.sluice.function.GeneratorFunction;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.Windows;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds out what a relation means: looks names up, decides types, refuses what makes no sense.
///
/// One analyzer analyzes one query, with all its outputs; column identities are unique in it. Start reading at
/// [#relation].
public final class Analyzer {

    private static final String UNNAMED_SUBQUERY = "__auto_generated_subquery_name";

    /// Of the session, and within a view of all sessions that of the one which made it.
    private Catalog catalog;

    private final Supplier<Provider.Surroundings> surroundings;
    private final TableResolver tables;
    private final WatermarkAnalyzer watermarks;
    private final MetricsAnalyzer metrics;
    private final CommonTables commonTables;
    private final Map<Relation.Shared, Analyzed> shared = new IdentityHashMap<>();

    /// What the names of the query around the subquery mean that is being analyzed.
    private @Nullable Names around;

    private long lastId;

    private Analyzer(Catalog catalog, Supplier<Provider.Surroundings> surroundings) {
        this.catalog = catalog;
        this.surroundings = surroundings;
        tables = new TableResolver(this);
        commonTables = new CommonTables(this, tables);
        watermarks = new WatermarkAnalyzer(this);
        metrics = new MetricsAnalyzer(this);
    }

    /// The meaning of a relation.
    ///
    /// @throws dev.sluice.error.AnalysisException if it has none
    public static LogicalPlan analyze(
            Relation relation, Catalog catalog, Supplier<Provider.Surroundings> surroundings) {
        var analyzer = new Analyzer(catalog, surroundings);
        return analyzer.shown(analyzer.relation(relation));
    }

    /// The meanings of relations that are to run together. What they share has the same columns in all of them.
    ///
    /// @throws dev.sluice.error.AnalysisException if one has none
    public static List<LogicalPlan> analyzeTogether(
            List<Relation> relations, Catalog catalog, Supplier<Provider.Surroundings> surroundings) {
        var analyzer = new Analyzer(catalog, surroundings);
        return relations.stream()
                .map(relation -> analyzer.shown(analyzer.relation(relation)))
                .toList();
    }

    /// A read whose schema is decided once and for all; see [Relation.Read#settled].
    ///
    /// @throws dev.sluice.error.SluiceException if the format, its options or the schema are wrong
    public static Relation.Read settle(
            Relation.Read read, Catalog catalog, Supplier<Provider.Surroundings> surroundings) {
        return new Analyzer(catalog, surroundings).tables.settled(read);
    }

    /// The plan without columns that the query can't show.
    LogicalPlan shown(Analyzed analyzed) {
        LogicalPlan plan = tables.metadata().in(analyzed.plan());
        List<Column> columns =
                analyzed.scope().shown().stream().map(Visible::column).toList();
        return columns.equals(plan.output())
                ? plan
                : new LogicalPlan.Project(plan, columns.stream().map(Named::of).toList());
    }

    Catalog catalog() {
        return catalog;
    }

    /// What is meant where names are those of another session.
    Analyzed at(Catalog home, Supplier<Analyzed> meaning) {
        Catalog before = catalog;
        catalog = home;
        try {
            return meaning.get();
        } finally {
            catalog = before;
        }
    }

    Provider.Surroundings surroundings() {
        return surroundings.get();
    }

    long nextId() {
        return lastId++;
    }

    ExpressionAnalyzer expressions(Names names) {
        return expressions(names, Gathering.NOTHING);
    }

    ExpressionAnalyzer expressions(Names names, Gathering gathering) {
        Names visible = around == null ? names : names.or(around);
        return new ExpressionAnalyzer(catalog, surroundings.get().zone(), visible, gathering);
    }

    /// For what no row is there.
    ExpressionAnalyzer constants() {
        Names nothing = Names.of(new Scope(List.of()));
        return new ExpressionAnalyzer(catalog, surroundings.get().zone(), nothing, Gathering.NOTHING);
    }

    /// The meaning of a query inside another, whose names it sees behind its own.
    LogicalPlan inside(Relation query, Names names) {
        return shown(within(query, names));
    }

    /// The meaning of the right side of a lateral join.
    Analyzed beside(Relation query, Names left) {
        return within(query, around == null ? left : left.or(around));
    }

    /// @param names what it sees behind its own names, or null if it stands for itself, as a view does
    Analyzed within(Relation query, @Nullable Names names) {
        Names before = around;
        around = names;
        try {
            return commonTables.inside(() -> relation(query));
        } finally {
            around = before;
        }
    }

    Analyzed relation(Relation relation) {
        return commonTables.along(relation, this::meaning);
    }

    private Analyzed meaning(Relation relation) {
        return switch (relation) {
            case Relation.OneRow _ ->
                new Analyzed(new LogicalPlan.Values(List.of(), List.of(List.of())), new Scope(List.of()));
            case Relation.Table table -> commonTables.table(table);
            case Relation.Read read -> tables.read(read, null, null);
            case Relation.TableFunction function -> tableFunction(function);
            case Relation.Values values -> new InlineTable(this).values(values);
            case Relation.LocalRows(var schema, var rows) -> localRows(schema, rows);
            case Relation.Input(StaticInput rows) -> tables.scan(rows, null);
            case Relation.Sql(_, Relation query, _) -> relation(query);
            case Relation.Filter filter -> filter(filter);
            case Relation.Watermark watermark -> watermarks.watermark(watermark);
            case Relation.Observe observe -> metrics.observe(observe);
            case Relation.Project project -> select(project, null, List.of());
            case Relation.Aggregate aggregate -> aggregate(aggregate, null, List.of());
            case Relation.PipeAggregate pipe -> new PipeAnalyzer(this).aggregate(pipe);
            case Relation.Qualify qualify -> qualified(qualify, List.of());
            case Relation.Generate generate -> lateralView(generate);
            case Relation.Sort(Relation input, List<Relation.SortKey> keys, _) -> sort(input, keys);
            case Relation.Distribute(Relation input, List<Expr> values) -> distribute(input, values);
            case Relation.Limit(Relation input, Expr count, SourcePosition at) ->
                limit(input, constant(count, "limit", at), 0);
            case Relation.Offset(Relation input, Expr count, SourcePosition at) ->
                limit(input, Long.MAX_VALUE, constant(count, "offset", at));
            case Relation.Distinct(Relation input) -> distinct(relation(input));
            case Relation.Deduplicate deduplicate -> new DeduplicateAnalyzer(this).deduplicate(deduplicate);
            case Relation.Union union -> new SetAnalyzer(this).union(union);
            case Relation.SetOperation operation -> new SetAnalyzer(this).difference(operation);
            case Relation.Join join -> new JoinAnalyzer(this).join(join);
            case Relation.Lateral(Relation input) -> relation(input);
            case Relation.Pivot pivot -> new PivotAnalyzer(this).pivot(pivot);
            case Relation.Unpivot unpivot -> new UnpivotAnalyzer(this).unpivot(unpivot);
            case Relation.Requiring(Relation input, List<Expr.Name> columns) ->
                new ColumnsAnalyzer(this).requiring(input, columns);
            case Relation.Aliased(Relation input, String name, List<String> columns, SourcePosition at) ->
                columns.isEmpty() ? qualified(relation(input), name) : aliased(input, columns, name, at);
            case Relation.With with -> commonTables.with(with);
            case Relation.Shared read -> shared(read);
            case Relation.WithColumns withColumns -> new ColumnsAnalyzer(this).withColumns(withColumns);
            case Relation.Renamed(Relation input, Map<String, String> names) ->
                new ColumnsAnalyzer(this).renamed(input, names);
            case Relation.Dropped(Relation input, List<Expr.Name> columns) ->
                new ColumnsAnalyzer(this).dropped(input, columns);
            case Relation.UserRows rows -> new ObjectsAnalyzer(this).rows(rows);
            case Relation.UserFilter filter -> new ObjectsAnalyzer(this).filter(filter);
            case Relation.UserGroups groups -> new ObjectsAnalyzer(this).groups(groups);
            case Relation.Encoded encoded -> new ObjectsAnalyzer(this).encoded(encoded);
            case Relation.Tagged(Relation input, long frame) -> {
                Analyzed analyzed = relation(input);
                yield new Analyzed(analyzed.plan(), analyzed.scope().tagged(frame));
            }
        };
    }

    private Analyzed shared(Relation.Shared read) {
        Analyzed known = shared.get(read);
        if (known != null) return known;
        Analyzed analyzed = relation(read.input());
        shared.put(read, analyzed);
        return analyzed;
    }

    static Analyzed qualified(Analyzed input, String name) {
        return new Analyzed(input.plan(), input.scope().qualified(qualifier(name)));
    }

    /// The name to put before columns. A subquery that was given none is not called what the parser calls it.
    private static @Nullable String qualifier(String name) {
        return name.isEmpty() || name.equals(UNNAMED_SUBQUERY) ? null : name;
    }

    // ---- where rows come from

    private Analyzed tableFunction(Relation.TableFunction function) {
        if (catalog.generator(function.name()).isPresent()) return generated(function);
        TableFunction known = catalog.tableFunction(function.name()).orElseThrow(() -> unknownTableFunction(function));
        List<@Nullable Object> arguments = new ArrayList<>();
        var expressions = constants();
        for (Expr argument : function.args()) arguments.add(constant(expressions.analyze(argument)));
        return tables.scan(known.bind(arguments, surroundings()), null);
    }

    private SluiceException unknownTableFunction(Relation.TableFunction function) {
        boolean isOther = catalog.scalar(function.name()).isPresent()
                || catalog.aggregate(function.name()).isPresent();
        if (!isOther && SparkFunctions.isNamed(function.name())) {
            return SparkFunctions.notYet(function.name(), function.at());
        }
        return ErrorCondition.UNRESOLVABLE_TABLE_VALUED_FUNCTION
                .error()
                .with("name", Field.quote(function.name()))
                .hint(Suggestion.likely(function.name(), catalog.tableFunctionNames())
                        .map(near -> "did you mean " + near + "()?")
                        .orElse(null))
                .at(function.at())
                .build();
    }

    /// `FROM explode(…)`: the generator over one row.
    private Analyzed generated(Relation.TableFunction function) {
        var nothing = new Scope(List.of());
        var oneRow = new LogicalPlan.Values(List.of(), List.of(List.of()));
        var call = new Expr.Call(function.name(), function.args(), false, null, function.at());
        var plan = generate(oneRow, nothing, call, false, List.of());
        return new Analyzed(plan, Scope.of(plan.made(), null));
    }

    private Analyzed localRows(DataType.Struct schema, List<List<@Nullable Object>> rows) {
        List<Column> columns = new ArrayList<>();
        schema.fields().forEach(f -> columns.add(new Column(nextId(), f.name(), f.type(), f.nullable(), f.comment())));
        List<List<Expression>> literals = rows.stream()
                .map(row -> IntStream.range(0, schema.size())
                        .<Expression>mapToObj(i -> new Expression.Literal(
                                row.get(i), schema.field(i).type()))
                        .toList())
                .toList();
        return new Analyzed(new LogicalPlan.Values(columns, literals), Scope.of(columns, null));
    }

    // ---- what is done to rows

    /// With names in place of aggregates that are none of these rows, but of the groups around the subquery.
    private Expr aggregatesAround(Expr said, Names own) {
        if (around == null) return said;
        if (said instanceof Expr.Call call && catalog.aggregate(call).isPresent()) {
            List<Expr.Name> names = Contains.names(call).toList();
            boolean others = !names.isEmpty()
                    && names.stream().allMatch(name -> own.resolve(name).isEmpty());
            return others ? around.aggregate(call).orElse(call) : call;
        }
        return said.mapChildren(child -> aggregatesAround(child, own));
    }

    private Analyzed filter(Relation.Filter filter) {
        OverErrors.refuseIn("WHERE", filter.condition());
        var windows = new WindowColumns(
                this, relation(filter.input()), filter.condition().at());
        Expr replaced = windows.replaced(filter.condition());
        Analyzed input = windows.input();
        Expr said = aggregatesAround(replaced, Names.of(input.scope()));
        var contains = new Contains(catalog);
        var subqueries = new Subqueries(this);
        var expressions = expressions(Names.of(input.scope()), Gathering.of(subqueries));
        contains.aggregate(said).ifPresent(call -> {
            throw ErrorCondition.INVALID_WHERE_CONDITION
                    .error()
                    .with("condition", '"' + expressions.text().of(said) + '"')
                    .with(
                            "expressionList",
                            expressions.qualifiedText(input.scope()).of(call))
                    .at(call.at())
                    .build();
        });
        contains.generatorInside(said).ifPresent(call -> {
            throw ErrorCondition.UNSUPPORTED_GENERATOR_OUTSIDE_SELECT
                    .error()
                    .with("plan", "Filter " + expressions.text().of(said))
                    .at(call.at())
                    .build();
        });
        Expression condition = expressions.condition(said, said.at());
        return new Analyzed(subqueries.filter(input.plan(), condition), input.scope());
    }

    private Analyzed select(Relation.Project project, @Nullable Expr qualify, List<Relation.SortKey> order) {
        return new SelectAnalyzer(this, relation(project.input()), project.columns(), qualify, project.at())
                .select(order);
    }

    private Analyzed qualified(Relation.Qualify qualify, List<Relation.SortKey> order) {
        return switch (qualify.input()) {
            case Relation.Project project -> select(project, qualify.condition(), order);
            case Relation.Aggregate aggregate -> aggregate(aggregate, qualify.condition(), order);
            default -> throw SluiceException.bug("QUALIFY of no SELECT: " + qualify.input());
        };
    }

    private Analyzed aggregate(Relation.Aggregate aggregate, @Nullable Expr qualify, List<Relation.SortKey> order) {
        Analyzed input = relation(aggregate.input());
        Expr having = aggregate.having();
        Stream<Expr> asked = Stream.concat(aggregate.columns().stream(), Stream.ofNullable(having));
        boolean groups = !aggregate.grouping().isEmpty()
                || asked.anyMatch(c -> new Contains(catalog).aggregate(c).isPresent());
        if (!groups)
            throw ErrorCondition.MISSING_GROUP_BY.error().at(aggregate.at()).build();
        return new SelectAnalyzer(this, input, aggregate.columns(), qualify, aggregate.at())
                .grouped(aggregate.grouping(), aggregate.sets(), having, order);
    }

    private Analyzed distribute(Relation input, List<Expr> values) {
        List<Relation.SortKey> keys = values.stream()
                .map(value -> new Relation.SortKey(value, true, null))
                .toList();
        sort(input, keys); // looks at the values
        return relation(input);
    }

    private Analyzed sort(Relation input, List<Relation.SortKey> keys) {
        if (input instanceof Relation.Project project) return select(project, null, keys);
        if (input instanceof Relation.Aggregate aggregate) return aggregate(aggregate, null, keys);
        if (input instanceof Relation.Qualify qualify) return qualified(qualify, keys);
        Analyzed analyzed = relation(input);
        keys = Relation.SortKey.each(keys, analyzed.scope().shown().size());
        var windows = new WindowColumns(this, analyzed, null);
        List<Expr> values =
                windows.replaced(keys.stream().map(Relation.SortKey::value).toList());
        var expressions = expressions(Names.of(windows.input().scope()));
        List<Visible> shown = analyzed.scope().shown();
        List<SortKey> sortKeys = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            Expression value = values.get(i) instanceof Expr.Literal(Integer ordinal, _, SourcePosition at)
                    ? new Expression.ColumnRef(shown.get(SelectAnalyzer.checkedOrdinal(ordinal, shown.size(), at))
                            .column())
                    : expressions.analyze(values.get(i));
            sortKeys.add(sortKey(value, keys.get(i), expressions.text()));
        }
        return new Analyzed(new LogicalPlan.Sort(windows.input().plan(), sortKeys), analyzed.scope());
    }

    static SortKey sortKey(Expression value, Relation.SortKey said, SqlText text) {
        Boolean nullsFirst = said.nullsFirst();
        if (!value.type().isOrdered()) {
            boolean first = nullsFirst == null ? said.ascending() : nullsFirst;
            String order = (said.ascending() ? " ASC" : " DESC") + (first ? " NULLS FIRST" : " NULLS LAST");
            throw ErrorCondition.INVALID_ORDERING_TYPE
                    .error()
                    .with("sqlExpr", '"' + text.of(said.value()) + order + '"')
                    .with("functionName", "`sortorder`")
                    .with("dataType", '"' + value.type().sql() + '"')
                    .at(said.value().at())
                    .build();
        }
        return new SortKey(value, said.ascending(), nullsFirst == null ? said.ascending() : nullsFirst);
    }

    /// Two limits, or a limit over an offset, stay two nodes; the optimizer makes them one.
    private Analyzed limit(Relation input, long count, long offset) {
        Analyzed analyzed = relation(input);
        return new Analyzed(new LogicalPlan.Limit(analyzed.plan(), count, offset), analyzed.scope());
    }

    Analyzed distinct(Analyzed input) {
        List<Named> keys = input.scope().shown().stream()
                .map(v -> Named.of(v.column()))
                .distinct()
                .toList();
        DeduplicateAnalyzer.refuseMaps(keys.stream().map(Named::column).toList());
        return new Analyzed(
                grouped(input.plan(), keys, List.of()), new Scope(input.scope().shown()));
    }

    /// Groups; if a key is a session, those groups grow together.
    static LogicalPlan.Aggregate grouped(LogicalPlan input, List<Named> keys, List<AggregateCall> calls) {
        return new LogicalPlan.Aggregate(input, keys, Windows.session(keys, input), calls, "");
    }

    private Analyzed lateralView(Relation.Generate generate) {
        Analyzed input = relation(generate.input());
        if (catalog.generator(generate.generator().name()).isEmpty()) {
            String name = generate.generator().name();
            if (catalog.scalar(name).isEmpty() && catalog.aggregate(name).isEmpty()) {
                throw new FunctionBinder(catalog, surroundings.get().zone())
                        .unknownFunction(name, generate.generator().at());
            }
            throw ErrorCondition.UNSUPPORTED_GENERATOR_NOT_GENERATOR
                    .error()
                    .with("functionName", Field.quote(name))
                    .with("classCanonicalName", name)
                    .at(generate.at())
                    .build();
        }
        var windows = new WindowColumns(this, input, generate.at());
        var call = (Expr.Call) windows.replaced(generate.generator());
        Scope scope = windows.input().scope();
        var plan = generate(windows.input().plan(), scope, call, generate.outer(), generate.columns());
        return new Analyzed(plan, scope.and(Scope.of(plan.made(), generate.table())));
    }

    /// Puts a generator over a plan.
    ///
    /// @param names for the columns it makes, or empty to keep the generator's own
    LogicalPlan.Generate generate(LogicalPlan input, Scope scope, Expr.Call call, boolean outer, List<String> names) {
        GeneratorFunction generator = catalog.generator(call.name()).orElseThrow();
        var expressions = expressions(Names.of(scope));
        if (generator.structs() == null && call.args().size() != 1) {
            throw ErrorCondition.WRONG_NUM_ARGS_WITHOUT_SUGGESTION
                    .error()
                    .with("functionName", Field.quote(generator.name()))
                    .with("expectedNum", 1)
                    .with("actualNum", call.args().size())
                    .at(call.at())
                    .build();
        }
        Expression argument = generator.structs() == null
                ? expressions.analyze(call.args().getFirst())
                : expressions.call(generator.structs(), call);
        List<Field> fields = generator
                .columns(argument.type(), outer)
                .orElseThrow(() -> ErrorCondition.UNEXPECTED_INPUT_TYPE
                        .error()
                        .with("sqlExpr", '"' + expressions.text().of(call) + '"')
                        .with("paramIndex", "first")
                        .with("requiredType", "(\"ARRAY\" or \"MAP\")")
                        .with(
                                "inputSql",
                                '"' + expressions.text().of(call.args().getFirst()) + '"')
                        .with("inputType", '"' + argument.type().sql() + '"')
                        .at(call.at())
                        .build());
        if (!names.isEmpty() && names.size() != fields.size()) {
            throw ErrorCondition.UDTF_ALIAS_NUMBER_MISMATCH
                    .error()
                    .with("aliasesSize", fields.size())
                    .with("aliasesNames", String.join(",", names))
                    .at(call.at())
                    .build();
        }
        List<Column> made = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            made.add(new Column(
                    nextId(), names.isEmpty() ? field.name() : names.get(i), field.type(), field.nullable()));
        }
        return new LogicalPlan.Generate(input, generator, argument, outer || generator.outer(), made);
    }

    // ---- names of columns

    private Analyzed aliased(Relation input, List<String> names, String name, @Nullable SourcePosition at) {
        Analyzed analyzed = relation(input);
        if (input instanceof Relation.Values) {
            int width = analyzed.scope().shown().size();
            if (width != names.size()) {
                throw ErrorCondition.INLINE_TABLE_NUM_COLUMNS_MISMATCH
                        .error()
                        .with("expectedNumCols", names.size())
                        .with("actualNumCols", width)
                        .with("rowIndex", 0)
                        .at(at)
                        .build();
            }
        }
        return renamed(analyzed, names, qualifier(name), at);
    }

    /// The relation under another name, its columns too.
    Analyzed renamed(Analyzed input, List<String> names, @Nullable String qualifier, @Nullable SourcePosition at) {
        List<Visible> shown = input.scope().shown();
        if (shown.size() != names.size()) throw otherCount(shown.size(), names.size(), at);
        List<Named> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++)
            columns.add(renamedColumn(shown.get(i).column(), names.get(i)));
        return project(input.plan(), columns, qualifier);
    }

    static SluiceException otherCount(int columns, int names, @Nullable SourcePosition at) {
        return ErrorCondition.ASSIGNMENT_ARITY_MISMATCH
                .error()
                .with("numTarget", columns) // Spark's text has the two numbers this way round
                .with("numExpr", names)
                .at(at)
                .build();
    }

    Named renamedColumn(Column column, String name) {
        var value = new Expression.ColumnRef(column);
        return new Named(Column.of(nextId(), name, value), value);
    }

    Analyzed project(LogicalPlan plan, List<Named> columns, @Nullable String qualifier) {
        var project = new LogicalPlan.Project(plan, columns);
        return new Analyzed(project, Scope.of(project.output(), qualifier));
    }

    // ---- constants

    private @Nullable Object constant(Expression expression) {
        return EvaluatorCompiler.constant(
                expression, new CallContext(surroundings.get().zone(), 0));
    }

    /// The number of rows that LIMIT or OFFSET says.
    private long constant(Expr said, String clause, @Nullable SourcePosition at) {
        String text = constants().text().of(said);
        if (new Contains(catalog).aggregate(said).isPresent() || said instanceof Expr.Name || Contains.subquery(said)) {
            throw ErrorCondition.LIMIT_IS_UNFOLDABLE
                    .error()
                    .with("expr", '"' + text + '"')
                    .with("name", clause)
                    .at(said.at())
                    .build();
        }
        Expression expression = constants().analyze(said);
        if (!expression.deterministic()) {
            throw ErrorCondition.LIMIT_IS_UNFOLDABLE
                    .error()
                    .with("expr", '"' + text + '"')
                    .with("name", clause)
                    .at(said.at())
                    .build();
        }
        if (!expression.type().isIntegral()) {
            throw ErrorCondition.LIMIT_DATA_TYPE
                    .error()
                    .with("expr", '"' + text + '"')
                    .with("name", clause)
                    .with("dataType", '"' + expression.type().sql() + '"')
                    .at(said.at() == null ? at : said.at())
                    .build();
        }
        Object value = constant(expression);
        long count = value instanceof Number number ? number.longValue() : -1;
        if (count >= 0) return count;
        throw ErrorCondition.LIMIT_IS_NEGATIVE
                .error()
                .with("expr", '"' + text + '"')
                .with("name", clause)
                .with("v", value == null ? "NULL" : count)
                .at(said.at() == null ? at : said.at())
                .build();
    }
}
