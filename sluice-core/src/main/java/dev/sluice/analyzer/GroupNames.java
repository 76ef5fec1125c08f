package dev.sluice.analyzer;

import dev.sluice.ast.Expr;
import dev.sluice.error.SluiceException;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What names mean in HAVING, where a subquery may also read aggregates of the groups around it:
///
/// ```text
/// FROM sales GROUP BY shop HAVING EXISTS (SELECT * FROM goals WHERE sum(sales.price) > goal)
/// ```
final class GroupNames implements Names {

    private final Names names;
    private final Names input;
    private final ExpressionAnalyzer aggregates;
    private final Map<Long, Expression> made = new HashMap<>();

    /// @param names what they mean otherwise
    /// @param input those of the rows that are grouped
    /// @param aggregates gathers aggregates over these rows
    GroupNames(Names names, Names input, ExpressionAnalyzer aggregates) {
        this.names = names;
        this.input = input;
        this.aggregates = aggregates;
    }

    @Override
    public Optional<Expression> resolve(Expr.Name name) {
        Expression aggregate = name.frame() == null ? null : made.get(name.frame());
        return aggregate == null ? names.resolve(name) : Optional.of(aggregate);
    }

    @Override
    public SluiceException unresolved(Expr.Name name) {
        return names.unresolved(name);
    }

    @Override
    public Optional<Expr> aggregate(Expr.Call call) {
        boolean ours = Contains.names(call).allMatch(name -> input.resolve(name).isPresent());
        if (!ours || !(aggregates.analyze(call) instanceof Expression.ColumnRef value)) return Optional.empty();
        Column column = value.column();
        made.put(Scope.frameOf(column), value);
        return Optional.of(new Expr.Name(List.of(column.name()), Scope.frameOf(column), call.at()));
    }
}
