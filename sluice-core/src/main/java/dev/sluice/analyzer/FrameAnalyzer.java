package dev.sluice.analyzer;

import dev.sluice.ast.Expr;
import dev.sluice.ast.WindowSpec;
import dev.sluice.ast.WindowSpec.Bound;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.expression.Expression;
import dev.sluice.expression.SortKey;
import dev.sluice.expression.WindowFrame;
import dev.sluice.function.WindowFunction;
import dev.sluice.function.cast.Casts;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The frame of a function over rows: what is said of it, checked, over the key of the order.
///
/// Source of the checks: Spark's `SpecifiedWindowFrame` and `WindowSpecDefinition`.
final class FrameAnalyzer {

    private static final DataType DAYS = new DataType.DayTimeInterval(0, 0);

    private final ExpressionAnalyzer expressions;
    private final SqlText text;
    private final Expr.Over over;
    private final List<SortKey> order;

    FrameAnalyzer(ExpressionAnalyzer expressions, Expr.Over over, List<SortKey> order) {
        this.expressions = expressions;
        this.over = over;
        this.order = order;
        text = expressions.text();
    }

    /// @param function null for an aggregate
    WindowFrame frame(@Nullable WindowFunction function) {
        WindowSpec.Frame said = over.window().frame();
        if (said == null) return order.isEmpty() ? WindowFrame.PARTITION : WindowFrame.RUNNING;
        if (function != null) OverErrors.checkFrame(function, over, text);
        check(said);
        return new WindowFrame(bound(said, said.lower()), bound(said, said.upper()));
    }

    private WindowFrame.Bound bound(WindowSpec.Frame said, Bound bound) {
        return switch (bound) {
            case Bound.UnboundedPreceding _, Bound.UnboundedFollowing _ -> new WindowFrame.Bound.Unbounded();
            case Bound.CurrentRow _ -> said.rows() ? new WindowFrame.Bound.Rows(0) : new WindowFrame.Bound.Peers();
            case Bound.Offset offset -> said.rows() ? rows(offset) : values(offset);
        };
    }

    private WindowFrame.Bound rows(Bound.Offset bound) {
        int distance = OverCalls.constant(
                                expressions.analyze(bound.offset()),
                                expressions.text().zone())
                        instanceof Integer number
                ? number
                : 0;
        return new WindowFrame.Bound.Rows(bound.preceding() ? -distance : distance);
    }

    /// The key moved by the distance; away from the beginning of the order, whichever way that runs.
    private WindowFrame.Bound values(Bound.Offset bound) {
        SortKey key = order.getFirst();
        Expr said = over.window().order().getFirst().value();
        Expr distance = isTime(key.expression().type())
                ? bound.offset()
                : new Expr.Cast(
                        bound.offset(),
                        key.expression().type(),
                        false,
                        bound.offset().at());
        boolean less = bound.preceding() == key.ascending();
        boolean whole = key.expression().type().isIntegral();
        String sign = whole ? less ? "try_subtract" : "try_add" : less ? "-" : "+";
        Expression limit = expressions.analyze(Expr.call(sign, bound.offset().at(), said, distance));
        Expression comparable = FunctionBinder.cast(key.expression(), limit.type(), said.at());
        return new WindowFrame.Bound.Values(comparable, limit, key.ascending(), key.nullsFirst(), !bound.preceding());
    }

    private static boolean isTime(DataType type) {
        return type == Atomic.DATE || type == Atomic.TIMESTAMP || type == Atomic.TIMESTAMP_NTZ;
    }

    // ---- what is refused

    private void check(WindowSpec.Frame said) {
        DataType lower = checked(said, said.lower(), "lower");
        DataType upper = checked(said, said.upper(), "upper");
        if (said.lower() instanceof Bound.UnboundedFollowing || said.upper() instanceof Bound.UnboundedPreceding) {
            throw mismatch(ErrorCondition.WINDOW_FRAME_INVALID_BOUND, FrameText.of(said, text), said.at())
                    .with("lower", quoted(FrameText.bound(said.lower(), text)))
                    .with("upper", quoted(FrameText.bound(said.upper(), text)))
                    .build();
        }
        if (said.lower() instanceof Bound.Offset low && said.upper() instanceof Bound.Offset high) {
            if (!lower.equals(upper)) {
                throw mismatch(ErrorCondition.WINDOW_FRAME_DIFF_TYPES, FrameText.of(said, text), said.at())
                        .with("lower", quoted(FrameText.value(low, text)))
                        .with("upper", quoted(FrameText.value(high, text)))
                        .with("lowerType", quoted(lower.sql()))
                        .with("upperType", quoted(upper.sql()))
                        .build();
            }
            if (isMore(low, high)) {
                throw mismatch(ErrorCondition.WINDOW_FRAME_WRONG_COMPARISON, FrameText.of(said, text), said.at())
                        .with("comparison", "less than or equal")
                        .build();
            }
        }
        if (!said.rows()) checkRange(said, lower, upper);
    }

    private boolean isMore(Bound.Offset low, Bound.Offset high) {
        Expr more = Expr.call(">", null, signed(low), signed(high));
        return Boolean.TRUE.equals(
                OverCalls.constant(expressions.analyze(more), expressions.text().zone()));
    }

    private static Expr signed(Bound.Offset bound) {
        return bound.preceding() ? Expr.call("negative", null, bound.offset()) : bound.offset();
    }

    /// The type of the bound's value, if it has one.
    private DataType checked(WindowSpec.Frame said, Bound bound, String location) {
        if (!(bound instanceof Bound.Offset offset)) return Atomic.NULL;
        Expression value = expressions.analyze(offset.offset());
        if (!value.foldable()) {
            throw mismatch(ErrorCondition.WINDOW_FRAME_WITHOUT_FOLDABLE, FrameText.of(said, text), said.at())
                    .with("location", location)
                    .with("expression", quoted(FrameText.value(offset, text)))
                    .build();
        }
        DataType type = value.type();
        if (!said.rows() && order.size() == 1) {
            DataType wanted = order.getFirst().expression().type();
            if (!isTime(wanted) && Casts.isAllowed(type, wanted)) type = wanted;
        }
        boolean accepted = said.rows() ? type == Atomic.INT : type.isNumeric() || isInterval(type);
        if (accepted) return type;
        throw mismatch(ErrorCondition.WINDOW_FRAME_UNACCEPTED_TYPE, FrameText.of(said, text), said.at())
                .with("location", location)
                .with("exprType", quoted(type.sql()))
                .with(
                        "expectedType",
                        said.rows()
                                ? "\"INT\""
                                : "(\"NUMERIC\" or \"INTERVAL DAY TO SECOND\" or \"INTERVAL YEAR TO MONTH\" or \"INTERVAL\")")
                .build();
    }

    private void checkRange(WindowSpec.Frame said, DataType lower, DataType upper) {
        boolean unbounded =
                said.lower() instanceof Bound.UnboundedPreceding && said.upper() instanceof Bound.UnboundedFollowing;
        String window = text.window(over);
        if (!unbounded && order.isEmpty()) {
            throw mismatch(
                            ErrorCondition.RANGE_FRAME_WITHOUT_ORDER,
                            window,
                            over.window().at())
                    .build();
        }
        DataType offset = lower == Atomic.NULL ? upper : lower;
        if (!(said.lower() instanceof Bound.Offset) && !(said.upper() instanceof Bound.Offset)) return;
        if (order.size() > 1) {
            throw mismatch(
                            ErrorCondition.RANGE_FRAME_MULTI_ORDER,
                            window,
                            over.window().at())
                    .with(
                            "orderSpec",
                            over.window().order().stream().map(text::ordered).collect(Collectors.joining(",")))
                    .build();
        }
        DataType key = order.getFirst().expression().type();
        if (isMovable(key, offset)) return;
        throw mismatch(
                        ErrorCondition.RANGE_FRAME_INVALID_TYPE,
                        window,
                        over.window().at())
                .with("orderSpecType", quoted(key.sql()))
                .with("valueBoundaryType", quoted(offset.sql()))
                .build();
    }

    private static boolean isMovable(DataType key, DataType offset) {
        if (key == Atomic.DATE) {
            return offset == Atomic.INT || offset instanceof DataType.YearMonthInterval || offset.equals(DAYS);
        }
        return isTime(key) ? isInterval(offset) : key.equals(offset);
    }

    private static boolean isInterval(DataType type) {
        return type instanceof DataType.Interval;
    }

    private static SluiceException.Builder mismatch(ErrorCondition condition, String sql, @Nullable SourcePosition at) {
        return condition.error().with("sqlExpr", quoted(sql)).at(at);
    }

    private static String quoted(String sql) {
        return '"' + sql + '"';
    }
}
