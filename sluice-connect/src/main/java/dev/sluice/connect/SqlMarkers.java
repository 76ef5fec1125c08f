package dev.sluice.connect;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Session;
import dev.sluice.api.SqlArguments;
import dev.sluice.ast.Expr;
import dev.sluice.ast.Statement;
import dev.sluice.parser.SqlParser;
import dev.sluice.type.DataType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.connect.proto.SQL;

/// A statement in SQL with the constants that stand for its markers.
final class SqlMarkers {

    private final SQL said;
    private final Map<String, String> named = new LinkedHashMap<>();
    private final List<String> positional = new ArrayList<>();

    @SuppressWarnings("deprecation") // literals, which clients before 4.0 send
    SqlMarkers(ProtoExpressions expressions, SQL said) {
        this.said = said;
        said.getArgsMap().forEach((name, value) -> named.put(name, constant(ProtoLiterals.read(value))));
        said.getNamedArgumentsMap().forEach((name, value) -> named.put(name, constant(expressions.read(value))));
        said.getPosArgsList().forEach(value -> positional.add(constant(ProtoLiterals.read(value))));
        said.getPosArgumentsList().forEach(value -> positional.add(constant(expressions.read(value))));
    }

    /// What was said, with the constants in place.
    Statement statement() {
        if (!named.isEmpty()) return SqlParser.statement(said.getQuery(), named);
        if (!positional.isEmpty()) return SqlParser.statement(said.getQuery(), positional);
        return SqlParser.statement(said.getQuery());
    }

    DataFrame run(Session session) {
        return session.run(statement());
    }

    /// A constant in SQL, to be put in the place of a marker.
    private static String constant(Expr expression) {
        return switch (expression) {
            case Expr.Literal(Object value, DataType type, _) ->
                value == null ? "CAST(NULL AS " + type.sql() + ")" : SqlArguments.sql(javaValue(value, type));
            case Expr.Cast(Expr value, DataType type, boolean isTry, _) ->
                (isTry ? "TRY_CAST(" : "CAST(") + constant(value) + " AS " + type.sql() + ")";
            case Expr.Call call ->
                call.name()
                        + call.args().stream().map(SqlMarkers::constant).collect(Collectors.joining(", ", "(", ")"));
            default -> throw Refusals.invalid("the value of a marker has to be a constant");
        };
    }

    private static Object javaValue(Object value, DataType type) {
        return switch (type) {
            case DataType.YearMonthInterval _ -> Period.ofMonths((Integer) value);
            case DataType.DayTimeInterval _ -> Duration.of((Long) value, ChronoUnit.MICROS);
            case DataType.Atomic.BYTE -> ((Integer) value).byteValue();
            case DataType.Atomic.SHORT -> ((Integer) value).shortValue();
            case DataType.Atomic.DATE -> LocalDate.ofEpochDay((Integer) value);
            case DataType.Atomic.TIMESTAMP -> Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS);
            case DataType.Atomic.TIMESTAMP_NTZ ->
                LocalDateTime.of(1970, 1, 1, 0, 0).plus((Long) value, ChronoUnit.MICROS);
            default -> value;
        };
    }
}
