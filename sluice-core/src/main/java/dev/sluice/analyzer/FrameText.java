package dev.sluice.analyzer;

import dev.sluice.ast.Expr;
import dev.sluice.ast.WindowSpec.Bound;
import dev.sluice.ast.WindowSpec.Frame;
import dev.sluice.function.WindowFunction;
import dev.sluice.type.DataType.Atomic;
import java.util.List;
import java.util.Optional;

/// Frames as Spark writes them, those too that nobody said.
final class FrameText {

    static final String RUNNING = " BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW";

    private FrameText() {}

    static String of(Expr.Over over, SqlText text) {
        Frame said = over.window().frame();
        if (said != null) return of(said, text);
        Optional<WindowFunction> function =
                over.function() instanceof Expr.Call call ? WindowFunction.named(call.name()) : Optional.empty();
        if (function.isPresent() && over.function() instanceof Expr.Call call) {
            if (function.get().isNeighbour()) return neighbour(function.get(), call, text);
            if (function.get() == WindowFunction.CUME_DIST) return "RANGE" + RUNNING;
            if (function.get().isPlace()) return "ROWS" + RUNNING;
        }
        return over.window().order().isEmpty()
                ? "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING"
                : "RANGE" + RUNNING;
    }

    static String of(Frame said, SqlText text) {
        return (said.rows() ? "ROWS" : "RANGE") + " BETWEEN " + bound(said.lower(), text) + " AND "
                + bound(said.upper(), text);
    }

    static String bound(Bound bound, SqlText text) {
        return switch (bound) {
            case Bound.UnboundedPreceding _ -> "UNBOUNDED PRECEDING";
            case Bound.UnboundedFollowing _ -> "UNBOUNDED FOLLOWING";
            case Bound.CurrentRow _ -> "CURRENT ROW";
            case Bound.Offset(Expr offset, boolean preceding) ->
                text.of(offset) + (preceding ? " PRECEDING" : " FOLLOWING");
        };
    }

    /// How far away, as a number that is negative before the current row.
    static String value(Bound.Offset bound, SqlText text) {
        return bound.preceding() ? "(- " + text.of(bound.offset()) + ")" : text.of(bound.offset());
    }

    /// The frame of `lag` and `lead` is the one row that they give.
    private static String neighbour(WindowFunction function, Expr.Call call, SqlText text) {
        List<Expr> args = call.args();
        Expr offset = args.size() > 1 ? args.get(1) : new Expr.Literal(1, Atomic.INT, null);
        String shown = text.of(offset);
        if (function == WindowFunction.LAG) {
            boolean whole = offset instanceof Expr.Literal(Integer _, _, _);
            shown = whole ? String.valueOf(-Integer.parseInt(shown)) : "(- " + shown + ")";
        }
        return "ROWS BETWEEN " + shown + " FOLLOWING AND " + shown + " FOLLOWING";
    }
}
