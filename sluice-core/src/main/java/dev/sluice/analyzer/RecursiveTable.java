package dev.sluice.analyzer;

import dev.sluice.ast.Relation;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.Recursion;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A table of `WITH RECURSIVE` while it is looked at: it may read itself at the right of its UNION ALL.
///
/// ```text
/// r AS (anchor UNION ALL SELECT … FROM r …)
/// ```
///
/// Types are those of the anchor. Where it may not read itself is Spark's to say; asked of a real Spark.
final class RecursiveTable {

    private final Analyzer analyzer;
    private final CommonTables tables;
    private final Relation.CommonTable said;
    private final Relation.Recursion recursion;

    /// What reading itself means just now: not before the anchor is known.
    private Recursion.@Nullable LastRound last;

    private ErrorCondition otherwise = ErrorCondition.INVALID_RECURSIVE_QUERY;
    private boolean read;
    private boolean misplaced;

    RecursiveTable(Analyzer analyzer, CommonTables tables, Relation.CommonTable said, Relation.Recursion recursion) {
        this.analyzer = analyzer;
        this.tables = tables;
        this.said = said;
        this.recursion = recursion;
    }

    String name() {
        return said.name();
    }

    Analyzed analyze() {
        return analyze(said.query());
    }

    private Analyzed analyze(Relation query) {
        return switch (query) {
            case Relation.Union union when !union.byName() -> rounds(union);
            case Relation.With(var inner, var body) -> tables.with(inner, () -> analyze(body));
            case Relation.Distinct(Relation.Union union) -> {
                otherwise = ErrorCondition.RECURSION_BY_UNION;
                yield analyzer.relation(query);
            }
            default -> analyzer.relation(query);
        };
    }

    private Analyzed rounds(Relation.Union union) {
        LogicalPlan anchor = alone(union.left());
        var fields = new ArrayList<Field>();
        List<Column> begun = anchor.output();
        List<String> names = said.columns().size() == begun.size()
                ? said.columns()
                : begun.stream().map(Column::name).toList();
        for (int i = 0; i < begun.size(); i++)
            fields.add(new Field(names.get(i), begun.get(i).type(), true));
        last = new Recursion.LastRound(new DataType.Struct(fields), said.name());
        LogicalPlan step = alone(union.right());
        if (!read) return analyzer.relation(union);
        if (begun.size() != step.output().size()) {
            throw ErrorCondition.NUM_COLUMNS_MISMATCH
                    .error()
                    .with("operator", "UNION")
                    .with("firstNumColumns", begun.size())
                    .with("invalidOrdinalNum", "second")
                    .with("invalidNumColumns", step.output().size())
                    .at(union.at())
                    .build();
        }
        LogicalPlan cast = cast(step, begun);
        if (misplaced) throw ErrorCondition.MISPLACED_RECURSION.error().build();
        if (anchor.isStreaming() || step.isStreaming()) throw overStream();
        List<Column> columns = IntStream.range(0, begun.size())
                .mapToObj(i -> new Column(
                        analyzer.nextId(),
                        begun.get(i).name(),
                        begun.get(i).type(),
                        begun.get(i).nullable() || cast.output().get(i).nullable()))
                .toList();
        var schema = new DataType.Struct(columns.stream().map(Column::field).toList());
        var input = new Recursion(said.name(), anchor, cast, last, schema, recursion.most());
        var scan = new LogicalPlan.Scan(input, ordinals(columns), columns);
        return new Analyzed(scan, Scope.of(columns, null));
    }

    /// A round runs by itself, so it can't read columns of a query around it.
    private LogicalPlan alone(Relation query) {
        return analyzer.shown(analyzer.within(query, null));
    }

    /// The rows of the last round, read at the end of a path.
    Analyzed read(List<Relation> path) {
        if (last == null) {
            var refused = otherwise.error();
            throw otherwise == ErrorCondition.RECURSION_BY_UNION
                    ? refused.at(recursion.at()).build()
                    : refused.build();
        }
        int names = said.columns().size();
        if (names > 0 && names != last.schema().size()) {
            throw Analyzer.otherCount(last.schema().size(), names, ((Relation.Table) path.getLast()).at());
        }
        read = true;
        misplaced |= isMisplaced(path);
        List<Column> columns = last.schema().fields().stream()
                .map(field -> new Column(analyzer.nextId(), field.name(), field.type(), true))
                .toList();
        return new Analyzed(new LogicalPlan.Scan(last, ordinals(columns), columns), Scope.of(columns, null));
    }

    private boolean isMisplaced(List<Relation> path) {
        return IntStream.range(0, path.size() - 1).anyMatch(i -> hides(path.get(i), path.get(i + 1)));
    }

    /// Whether what becomes of a row there depends on other rows.
    private boolean hides(Relation relation, Relation below) {
        return switch (relation) {
            case Relation.Aggregate _, Relation.Sort _ -> true;
            case Relation.Project project -> {
                var contains = new Contains(analyzer.catalog());
                yield project.columns().stream()
                        .anyMatch(item ->
                                Contains.over(item) || contains.aggregate(item).isPresent());
            }
            case Relation.Join join ->
                switch (join.type()) {
                    case FULL_OUTER -> true;
                    case LEFT_OUTER, LEFT_SEMI, LEFT_ANTI -> below == join.right();
                    case RIGHT_OUTER -> below == join.left();
                    case INNER, CROSS -> false;
                };
            default -> false;
        };
    }

    private LogicalPlan cast(LogicalPlan step, List<Column> begun) {
        List<Named> columns = new ArrayList<>();
        for (int i = 0; i < begun.size(); i++) {
            Column made = step.output().get(i);
            DataType wanted = begun.get(i).type();
            Optional<DataType> common = FunctionBinder.commonType(List.of(wanted, made.type()));
            if (common.filter(type -> DataType.sameIgnoringNullability(type, wanted))
                    .isEmpty()) {
                throw ErrorCondition.RECURSION_CHANGES_TYPE
                        .error()
                        .with("left", '"' + wanted.sql() + '"')
                        .with("right", '"' + made.type().sql() + '"')
                        .build();
            }
            Expression value = FunctionBinder.cast(new Expression.ColumnRef(made), wanted, said.at());
            columns.add(new Named(new Column(analyzer.nextId(), made.name(), wanted, value.nullable()), value));
        }
        return new LogicalPlan.Project(step, columns);
    }

    private SluiceException overStream() {
        return ErrorCondition.NOT_YET_SUPPORTED
                .error()
                .with("feature", "WITH RECURSIVE over a stream")
                .at(recursion.at())
                .build();
    }

    private static List<Integer> ordinals(List<Column> columns) {
        return IntStream.range(0, columns.size()).boxed().toList();
    }
}
