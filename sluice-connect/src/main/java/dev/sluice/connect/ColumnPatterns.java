package dev.sluice.connect;

import dev.sluice.ast.Expr;
import dev.sluice.error.ErrorCondition;
import dev.sluice.parser.SqlParser;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.spark.connect.proto.Expression.UnresolvedRegex;
import org.jspecify.annotations.Nullable;

/// `df.colRegex("`na.*`")`: the columns whose whole names fit what stands between backquotes, in any case. Text without
/// backquotes is a name.
final class ColumnPatterns {

    private static final Pattern QUOTED = Pattern.compile("`(?<pattern>.+)`", Pattern.DOTALL);

    private ColumnPatterns() {}

    /// @param names of the columns there are; which frame is meant does not count for a pattern, as in Spark
    /// @throws dev.sluice.error.SluiceException if it is no pattern
    static List<Expr> columns(UnresolvedRegex said, Supplier<List<String>> names) {
        Matcher quoted = QUOTED.matcher(said.getColName());
        if (!quoted.matches()) {
            Long frame = said.hasPlanId() ? PlanIds.frame(said.getPlanId()) : null;
            return List.of(name(SqlParser.attributeName(said.getColName()), frame));
        }
        Pattern pattern = pattern(quoted.group("pattern"));
        return names.get().stream()
                .filter(name -> pattern.matcher(name).matches())
                .map(name -> name(List.of(name), null))
                .toList();
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException _) {
            throw ErrorCondition.INVALID_REGEX
                    .error()
                    .with("parameter", "`colName`")
                    .with("functionName", "`colRegex`")
                    .with("value", "'" + text + "'")
                    .build();
        }
    }

    private static Expr name(List<String> parts, @Nullable Long frame) {
        return new Expr.Name(parts, frame, null);
    }
}
