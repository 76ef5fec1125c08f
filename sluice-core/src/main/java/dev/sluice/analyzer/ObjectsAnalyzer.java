package dev.sluice.analyzer;

import dev.sluice.analyzer.Scope.Visible;
import dev.sluice.ast.GroupCode;
import dev.sluice.ast.Relation;
import dev.sluice.encoder.Encoder;
import dev.sluice.error.ErrorCondition;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.plan.EventTime;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.ObjectColumns;
import dev.sluice.plan.UserGroup;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Struct;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.List;

/// Finds the columns that objects are read from and written to.
final class ObjectsAnalyzer {

    private final Analyzer analyzer;

    ObjectsAnalyzer(Analyzer analyzer) {
        this.analyzer = analyzer;
    }

    Analyzed rows(Relation.UserRows said) {
        Analyzed input = analyzer.relation(said.input());
        List<Column> made = made(said.to());
        var plan = new LogicalPlan.UserRows(
                input.plan(),
                objects(input, said.from()),
                said.code(),
                said.to().erased(),
                made,
                false);
        return new Analyzed(plan, Scope.of(made, null));
    }

    /// ```text
    /// UserFilter code      =>      Project a, b
    ///   a, b                         Filter kept
    ///                                  UserRows code, [kept] beside a, b
    /// ```
    Analyzed filter(Relation.UserFilter said) {
        Analyzed input = analyzer.relation(said.input());
        List<Column> made = made(said.to());
        var beside = new LogicalPlan.UserRows(
                input.plan(),
                objects(input, said.from()),
                said.code(),
                said.to().erased(),
                made,
                true);
        var filter = new LogicalPlan.Filter(beside, new Expression.ColumnRef(made.getFirst()));
        List<Named> columns = input.plan().output().stream().map(Named::of).toList();
        return new Analyzed(new LogicalPlan.Project(filter, columns), input.scope());
    }

    Analyzed groups(Relation.UserGroups said) {
        UserGroup groups = group(said.groups());
        UserGroup initial = said.initial() == null ? null : group(said.initial());
        List<Column> made = made(said.to());
        var plan = new LogicalPlan.UserGroups(
                groups, initial, said.code(), said.to().erased(), made, "");
        Scope scope = Scope.of(made, null);
        if (said.code() instanceof GroupCode.Transform code && code.eventTime() != null) {
            checkEventTime(scope, code.eventTime(), plan);
        }
        return new Analyzed(plan, scope);
    }

    /// Rows that a processor gives out go on under the watermark that its input is under.
    private static void checkEventTime(Scope scope, String name, LogicalPlan.UserGroups plan) {
        Expression column = named(scope, name);
        if (!EventTime.hasWatermark(plan)) {
            throw ErrorCondition.CANNOT_ASSIGN_EVENT_TIME_COLUMN_WITHOUT_WATERMARK
                    .error()
                    .build();
        }
        if (column.type() != DataType.Atomic.TIMESTAMP) {
            throw ErrorCondition.EVENT_TIME_IS_NOT_ON_TIMESTAMP_TYPE
                    .error()
                    .with("eventName", Field.quote(name))
                    .with("eventType", "\"" + column.type().sql() + "\"")
                    .build();
        }
    }

    private UserGroup group(Relation.Grouped said) {
        Analyzed input = analyzer.relation(said.input());
        ObjectColumns objects = objects(input, said.from());
        List<Column> keys = made(said.keys());
        Encoder<Object> encoder = said.keys().erased();
        var keyed = new LogicalPlan.UserRows(input.plan(), objects, said.key(), encoder, keys, true);
        return new UserGroup(keyed, keys, encoder, objects, said.values());
    }

    /// The rows with the columns that an encoder reads, in its order.
    Analyzed encoded(Relation.Encoded said) {
        Analyzed input = analyzer.relation(said.input());
        List<Named> columns = new ArrayList<>();
        Struct schema = said.encoder().schema();
        List<Expression> fields = objects(input, said.encoder()).fields();
        for (int i = 0; i < fields.size(); i++) {
            Expression field = fields.get(i);
            columns.add(
                    field instanceof Expression.ColumnRef(Column column)
                                    && columns.stream()
                                            .noneMatch(c -> c.column().equals(column))
                            ? Named.of(column)
                            : new Named(
                                    new Column(
                                            analyzer.nextId(), schema.field(i).name(), field.type(), field.nullable()),
                                    field));
        }
        var plan = new LogicalPlan.Project(input.plan(), columns);
        return new Analyzed(plan, Scope.of(plan.output(), null));
    }

    private List<Column> made(Encoder<?> encoder) {
        List<Column> columns = new ArrayList<>();
        for (Field field : encoder.schema().fields()) {
            columns.add(new Column(analyzer.nextId(), field.name(), field.type(), field.nullable()));
        }
        return columns;
    }

    /// What each field of an encoder is read from, cast to what it can read.
    private static ObjectColumns objects(Analyzed input, Encoder<?> encoder) {
        List<Column> shown = input.scope().shown().stream().map(Visible::column).toList();
        encoder.checkWidth(new Struct(shown.stream().map(Column::field).toList()));
        List<Expression> fields = new ArrayList<>();
        Struct schema = encoder.schema();
        for (int i = 0; i < schema.size(); i++) {
            Expression column = encoder.byOrder()
                    ? new Expression.ColumnRef(shown.get(i))
                    : named(input.scope(), schema.field(i).name());
            String said =
                    encoder.byOrder() ? shown.get(i).name() : schema.field(i).name();
            DataType type = encoder.accepted(i, column.type(), said);
            fields.add(
                    DataType.sameIgnoringNullability(type, column.type())
                            ? column
                            : FunctionBinder.cast(column, type, null));
        }
        return new ObjectColumns(encoder.erased(), fields);
    }

    private static Expression named(Scope scope, String name) {
        List<String> parts = List.of(name);
        return scope.resolve(parts, null, null).orElseThrow(() -> scope.unresolved(parts, null));
    }
}
