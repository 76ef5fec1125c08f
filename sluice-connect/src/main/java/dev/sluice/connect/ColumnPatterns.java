package dev.sluice.connect;

import dev.sluice.ast.Expr;
import dev.sluice.error.ErrorCondition;
import dev.sluice.parser.SqlParser;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.spark.connect.proto.Expression.UnresolvedRegex;

/// `df.colRegex("`na.*`")`: the columns whose whole names fit what stands between backquotes, in any case, of one side
/// of a join if its alias comes before: "t.`na.*`". Text without backquotes is a name.
final class ColumnPatterns {

    private static final Pattern QUOTED =
            Pattern.compile("(?:(?<qualifier>[^`]+)\\.)?`(?<pattern>.+)`", Pattern.DOTALL);

    private ColumnPatterns() {}

    /// Which frame is meant does not count for a pattern, as in Spark.
    ///
    /// @throws dev.sluice.error.SluiceException if it is no pattern
    static Expr read(UnresolvedRegex said) {
        Matcher quoted = QUOTED.matcher(said.getColName());
        if (!quoted.matches()) {
            Long frame = said.hasPlanId() ? PlanIds.frame(said.getPlanId()) : null;
            return new Expr.Name(SqlParser.attributeName(said.getColName()), frame, null);
        }
        String qualifier = quoted.group("qualifier");
        return new Expr.Star(
                qualifier == null ? List.of() : List.of(qualifier), List.of(), checked(quoted.group("pattern")), null);
    }

    private static String checked(String pattern) {
        try {
            return Pattern.compile(pattern).pattern();
        } catch (PatternSyntaxException _) {
            throw ErrorCondition.INVALID_REGEX
                    .error()
                    .with("parameter", "`colName`")
                    .with("functionName", "`colRegex`")
                    .with("value", "'" + pattern + "'")
                    .build();
        }
    }
}
