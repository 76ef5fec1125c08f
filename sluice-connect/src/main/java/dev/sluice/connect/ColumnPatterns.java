package dev.sluice.connect;

import dev.sluice.ast.Expr;
import dev.sluice.parser.SqlParser;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.connect.proto.Expression.UnresolvedRegex;
import org.jspecify.annotations.Nullable;

/// `df.colRegex("`na.*`")`: the columns whose whole names fit what stands between backquotes, in any case. Text without
/// backquotes is a name.
final class ColumnPatterns {

    private static final Pattern QUOTED = Pattern.compile("`(?<pattern>.+)`", Pattern.DOTALL);

    private ColumnPatterns() {}

    /// @param names of the columns there are
    static List<Expr> columns(UnresolvedRegex said, Supplier<List<String>> names) {
        Long frame = said.hasPlanId() ? PlanIds.frame(said.getPlanId()) : null;
        Matcher quoted = QUOTED.matcher(said.getColName());
        if (!quoted.matches()) return List.of(name(SqlParser.attributeName(said.getColName()), frame));
        Pattern pattern = Pattern.compile(quoted.group("pattern"), Pattern.CASE_INSENSITIVE);
        return names.get().stream()
                .filter(name -> pattern.matcher(name).matches())
                .map(name -> name(List.of(name), frame))
                .toList();
    }

    private static Expr name(List<String> parts, @Nullable Long frame) {
        return new Expr.Name(parts, frame, null);
    }
}
