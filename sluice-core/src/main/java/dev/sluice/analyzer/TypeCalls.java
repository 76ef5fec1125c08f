package dev.sluice.analyzer;

import dev.sluice.ast.Expr;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `int(x)` is `CAST(x AS INT)`: the types whose names may be called.
final class TypeCalls {

    private static final Map<String, DataType> TYPES = Map.ofEntries(
            Map.entry("boolean", Atomic.BOOLEAN),
            Map.entry("tinyint", Atomic.BYTE),
            Map.entry("smallint", Atomic.SHORT),
            Map.entry("int", Atomic.INT),
            Map.entry("bigint", Atomic.LONG),
            Map.entry("float", Atomic.FLOAT),
            Map.entry("double", Atomic.DOUBLE),
            Map.entry("decimal", new DataType.Decimal(10, 0)),
            Map.entry("date", Atomic.DATE),
            Map.entry("timestamp", Atomic.TIMESTAMP),
            Map.entry("binary", Atomic.BINARY),
            Map.entry("string", Atomic.STRING));

    private TypeCalls() {}

    /// The cast that the call means, or the expression as it is.
    static Expr asCast(Expr expr) {
        if (!(expr instanceof Expr.Call(String name, List<Expr> args, _, _, _, _, var given, var at))
                || given != null
                || args.size() != 1) return expr;
        DataType type = TYPES.get(name.toLowerCase(Locale.ROOT));
        return type == null ? expr : new Expr.Cast(args.getFirst(), type, false, at);
    }
}
