package dev.sluice.planner;

import dev.sluice.connector.Bound;
import dev.sluice.connector.Bound.Relation;
import dev.sluice.execution.operator.ScanExec;
import dev.sluice.expression.Column;
import dev.sluice.expression.Conjuncts;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Expression.Call;
import dev.sluice.expression.Expression.ColumnRef;
import dev.sluice.expression.Expression.Literal;
import dev.sluice.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a filter says of the rows below it, in a form that files can answer: a column beside a constant. The filter
/// stays, since an input leaves out only what it can tell apart.
///
/// Only of inputs that are there as a whole. How many rows a stream read is counted, and what a watermark saw.
final class ScanBounds {

    private ScanBounds() {}

    static ScanExec of(ScanExec scan, Expression condition) {
        List<Bound> bounds = new ArrayList<>();
        for (Expression part : Conjuncts.of(condition)) bound(scan, part).ifPresent(bounds::add);
        return bounds.isEmpty() ? scan : scan.with(bounds);
    }

    private static Optional<Bound> bound(ScanExec scan, Expression part) {
        if (!(part instanceof Call(var function, var arguments, _)) || arguments.size() != 2) return Optional.empty();
        Optional<Relation> relation = relation(function.name());
        Expression left = arguments.get(0);
        Expression right = arguments.get(1);
        if (left instanceof ColumnRef(var column) && right instanceof Literal literal) {
            return relation.flatMap(is -> bound(scan, column, is, literal));
        }
        if (left instanceof Literal literal && right instanceof ColumnRef(var column)) {
            return relation.flatMap(is -> bound(scan, column, turned(is), literal));
        }
        return Optional.empty();
    }

    private static Optional<Bound> bound(ScanExec scan, Column column, Relation relation, Literal literal) {
        int place = scan.output().indexOf(column);
        Object value = literal.value();
        // NaN is above all numbers here, and files don't count it among their largest.
        boolean floats = column.type() == DataType.Atomic.FLOAT || column.type() == DataType.Atomic.DOUBLE;
        if (place < 0 || value == null || floats || !literal.type().equals(column.type())) return Optional.empty();
        return Optional.of(new Bound(scan.columns().get(place), relation, value));
    }

    private static Optional<Relation> relation(String function) {
        return switch (function) {
            case "<" -> Optional.of(Relation.LESS);
            case "<=" -> Optional.of(Relation.LESS_OR_EQUAL);
            case "=", "==" -> Optional.of(Relation.EQUAL);
            case ">=" -> Optional.of(Relation.GREATER_OR_EQUAL);
            case ">" -> Optional.of(Relation.GREATER);
            default -> Optional.empty();
        };
    }

    private static Relation turned(Relation relation) {
        return switch (relation) {
            case LESS -> Relation.GREATER;
            case LESS_OR_EQUAL -> Relation.GREATER_OR_EQUAL;
            case EQUAL -> Relation.EQUAL;
            case GREATER_OR_EQUAL -> Relation.LESS_OR_EQUAL;
            case GREATER -> Relation.LESS;
        };
    }
}
