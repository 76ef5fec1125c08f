package dev.sluice.parser;

import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SourcePosition;
import dev.sluice.grammar.SqlBaseParser.SampleByBucketContext;
import dev.sluice.grammar.SqlBaseParser.SampleByPercentileContext;
import dev.sluice.grammar.SqlBaseParser.SampleByRowsContext;
import dev.sluice.grammar.SqlBaseParser.SampleContext;
import dev.sluice.type.DataType.Atomic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `TABLESAMPLE (…) REPEATABLE (seed)`: a row stays if its random number is below the part that is wanted. That is
/// Spark's sampler, so a seed keeps the rows that Spark keeps, where its partitions are the same.
///
/// ```text
/// t TABLESAMPLE (10 PERCENT) REPEATABLE (7)   =>   Filter rand(7) < 0.1
/// t TABLESAMPLE (5 ROWS)                      =>   Limit 5
/// ```
final class SampleBuilder {

    private SampleBuilder() {}

    static Relation sampled(Relation rows, @Nullable SampleContext said) {
        if (said == null) return rows;
        NotYet.ifSaid(said.SYSTEM(), "TABLESAMPLE SYSTEM");
        SourcePosition at = Positions.of(said);
        return switch (said.sampleMethod()) {
            case SampleByRowsContext some ->
                new Relation.Limit(rows, ExpressionBuilder.of(some.expression()), Positions.of(some.expression()));
            case SampleByPercentileContext part -> {
                if (part.negativeSign != null) throw outside(said, "a negative part");
                String percent = part.DECIMAL_VALUE() == null
                        ? part.integerValue().getText()
                        : part.DECIMAL_VALUE().getText();
                yield part(rows, Double.parseDouble(percent) / 100, said, at);
            }
            case SampleByBucketContext bucket -> {
                NotYet.ifSaid(bucket.ON(), "TABLESAMPLE (BUCKET x OUT OF y ON column)");
                double some = Double.parseDouble(bucket.numerator.getText());
                yield part(rows, some / Double.parseDouble(bucket.denominator.getText()), said, at);
            }
            default -> throw NotYet.supported("TABLESAMPLE by bytes", said.sampleMethod());
        };
    }

    private static Relation part(Relation rows, double part, SampleContext said, SourcePosition at) {
        if (!(part >= 0 && part <= 1)) throw outside(said, String.valueOf(part));
        List<Expr> seed = said.seed == null
                ? List.of()
                : List.of(new Expr.Literal(Long.parseLong(said.seed.getText()), Atomic.LONG, at));
        Expr chance = new Expr.Call("rand", seed, false, null, at);
        return new Relation.Filter(rows, Expr.call("<", at, chance, new Expr.Literal(part, Atomic.DOUBLE, at)));
    }

    private static RuntimeException outside(SampleContext said, String part) {
        return ErrorCondition.SAMPLE_FRACTION
                .error()
                .with("part", part)
                .at(Positions.of(said))
                .build();
    }
}
