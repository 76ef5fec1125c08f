package dev.sluice.parser;

import dev.sluice.ast.Expr;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SourcePosition;
import dev.sluice.grammar.SqlBaseLexer;
import dev.sluice.grammar.SqlBaseParser.ArithmeticBinaryContext;
import dev.sluice.grammar.SqlBaseParser.ArithmeticUnaryContext;
import dev.sluice.grammar.SqlBaseParser.BooleanExpressionContext;
import dev.sluice.grammar.SqlBaseParser.ComparisonContext;
import dev.sluice.grammar.SqlBaseParser.ExistsContext;
import dev.sluice.grammar.SqlBaseParser.ExpressionContext;
import dev.sluice.grammar.SqlBaseParser.LogicalBinaryContext;
import dev.sluice.grammar.SqlBaseParser.LogicalNotContext;
import dev.sluice.grammar.SqlBaseParser.NamedExpressionContext;
import dev.sluice.grammar.SqlBaseParser.NamedExpressionSeqContext;
import dev.sluice.grammar.SqlBaseParser.PredicateContext;
import dev.sluice.grammar.SqlBaseParser.PredicatedContext;
import dev.sluice.grammar.SqlBaseParser.ShiftExpressionContext;
import dev.sluice.grammar.SqlBaseParser.ValueExpressionContext;
import dev.sluice.grammar.SqlBaseParser.ValueExpressionDefaultContext;
import dev.sluice.grammar.antlr.Token;
import dev.sluice.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Expressions from the outside in: names given, conditions, predicates, operators. What operators combine is
/// [PrimaryBuilder]'s.
final class ExpressionBuilder {

    private ExpressionBuilder() {}

    /// An expression with its name, if it was given one.
    static Expr named(NamedExpressionContext said) {
        Expr value = of(said.expression());
        if (said.name != null) return new Expr.Alias(value, List.of(Names.of(said.name)), Positions.of(said));
        if (said.identifierList() != null) {
            return new Expr.Alias(value, Names.all(said.identifierList()), Positions.of(said));
        }
        return value;
    }

    static List<Expr> named(NamedExpressionSeqContext said) {
        return said.namedExpression().stream().map(ExpressionBuilder::named).toList();
    }

    static Expr of(ExpressionContext said) {
        return condition(said.booleanExpression());
    }

    static List<Expr> all(List<ExpressionContext> said) {
        return said.stream().map(ExpressionBuilder::of).toList();
    }

    static Expr condition(BooleanExpressionContext said) {
        return switch (said) {
            case PredicatedContext test -> test.predicate() == null ? value(test.valueExpression()) : predicate(test);
            case LogicalNotContext not -> Expr.call("not", Positions.of(not), condition(not.booleanExpression()));
            case LogicalBinaryContext both -> chain(both);
            case ExistsContext exists ->
                new Expr.Subquery(
                        Expr.SubqueryKind.EXISTS, List.of(), QueryBuilder.of(exists.query()), Positions.of(exists));
            default -> throw Grammar.unknown(said);
        };
    }

    static Expr value(ValueExpressionContext said) {
        return switch (said) {
            case ValueExpressionDefaultContext primary -> PrimaryBuilder.of(primary.primaryExpression());
            case ArithmeticUnaryContext unary ->
                Expr.call(sign(unary.operator), Positions.of(said), value(unary.valueExpression()));
            case ArithmeticBinaryContext binary -> binary(operator(binary.operator), binary.left, binary.right, said);
            case ShiftExpressionContext shift -> binary(shift.shiftOperator().getText(), shift.left, shift.right, said);
            case ComparisonContext comparison ->
                binary(comparator(comparison.comparisonOperator().getStart()), comparison.left, comparison.right, said);
            default -> throw Grammar.unknown(said);
        };
    }

    /// `a AND b AND c AND d` as a tree of even depth, `(a AND b) AND (c AND d)`: a chain of thousands that a
    /// program wrote overflows no stack here or later. Spark builds the same tree, and column names show it.
    private static Expr chain(LogicalBinaryContext said) {
        List<BooleanExpressionContext> operands = new ArrayList<>();
        BooleanExpressionContext rest = said;
        while (rest instanceof LogicalBinaryContext link && link.operator.getType() == said.operator.getType()) {
            operands.add(link.right);
            rest = link.left;
        }
        operands.add(rest);
        String name = said.operator.getType() == SqlBaseLexer.AND ? "and" : "or";
        return balanced(name, operands.reversed(), 0, operands.size() - 1);
    }

    private static Expr balanced(String name, List<BooleanExpressionContext> operands, int first, int last) {
        if (first == last) return condition(operands.get(first));
        int middle = first + (last - first) / 2;
        return Expr.call(
                name,
                Positions.between(operands.get(first), operands.get(last)),
                balanced(name, operands, first, middle),
                balanced(name, operands, middle + 1, last));
    }

    private static Expr binary(
            String operator, ValueExpressionContext left, ValueExpressionContext right, ValueExpressionContext said) {
        return Expr.call(operator, Positions.of(said), value(left), value(right));
    }

    /// A minus before a number is part of the number and does not come here.
    private static String sign(Token operator) {
        return switch (operator.getType()) {
            case SqlBaseLexer.MINUS -> "negative";
            case SqlBaseLexer.PLUS -> "positive";
            default -> operator.getText();
        };
    }

    private static String operator(Token operator) {
        return operator.getType() == SqlBaseLexer.DIV ? "div" : operator.getText();
    }

    /// One name for each comparison, however it is spelled (`==`, `!=`, and `!<` for at least).
    private static String comparator(Token operator) {
        return switch (operator.getType()) {
            case SqlBaseLexer.EQ -> "=";
            case SqlBaseLexer.NEQ, SqlBaseLexer.NEQJ -> "<>";
            case SqlBaseLexer.LTE -> "<=";
            case SqlBaseLexer.GTE -> ">=";
            default -> operator.getText();
        };
    }

    private static Expr predicate(PredicatedContext said) {
        PredicateContext test = said.predicate();
        SourcePosition at = Positions.of(said);
        Expr value = value(said.valueExpression());
        boolean negated = Negation.isSaid(test.errorCapturingNot());
        if (test.quantifier != null) return likeMany(value, test, negated, at);
        return switch (test.kind.getType()) {
            case SqlBaseLexer.BETWEEN ->
                perhapsNot(negated, Expr.call("between", at, value, value(test.lower), value(test.upper)));
            case SqlBaseLexer.IN -> perhapsNot(negated, in(value, test, at));
            case SqlBaseLexer.LIKE -> perhapsNot(negated, like("like", value, test, at));
            case SqlBaseLexer.ILIKE -> perhapsNot(negated, like("ilike", value, test, at));
            case SqlBaseLexer.RLIKE -> perhapsNot(negated, Expr.call("rlike", at, value, value(test.pattern)));
            case SqlBaseLexer.NULL, SqlBaseLexer.UNKNOWN -> Expr.call(negated ? "isnotnull" : "isnull", at, value);
            case SqlBaseLexer.TRUE, SqlBaseLexer.FALSE ->
                perhapsNot(negated, Expr.call("<=>", at, value, truth(test.kind)));
            // IS DISTINCT FROM is the negation here, IS NOT DISTINCT FROM the plain form.
            case SqlBaseLexer.DISTINCT -> perhapsNot(!negated, Expr.call("<=>", at, value, value(test.right)));
            default -> throw Grammar.unknown(test);
        };
    }

    private static Expr perhapsNot(boolean negated, Expr test) {
        return negated ? Expr.call("not", test.at(), test) : test;
    }

    private static Expr truth(Token word) {
        return new Expr.Literal(word.getType() == SqlBaseLexer.TRUE, DataType.Atomic.BOOLEAN, Positions.of(word));
    }

    private static Expr in(Expr value, PredicateContext test, SourcePosition at) {
        if (test.query() != null) {
            return new Expr.Subquery(
                    Expr.SubqueryKind.IN, values(value), QueryBuilder.of(test.query()), Positions.of(test));
        }
        if (test.expression().isEmpty()) {
            throw ErrorCondition.EMPTY_IN_PREDICATE
                    .error()
                    .at(Positions.of(test))
                    .build();
        }
        Stream<Expr> args = Stream.concat(Stream.of(value), all(test.expression()).stream());
        return new Expr.Call("in", args.toList(), false, null, at);
    }

    /// `(a, b) IN (SELECT …)` compares two columns; one struct is compared where there is one column.
    private static List<Expr> values(Expr value) {
        return value instanceof Expr.Call call && call.name().equals("struct") ? call.args() : List.of(value);
    }

    /// `a LIKE ANY (p, q)`; without regard to case, of what is written in small letters.
    private static Expr likeMany(Expr value, PredicateContext test, boolean negated, SourcePosition at) {
        if (test.expression().isEmpty()) {
            throw ErrorCondition.LIKE_NOTHING.error().at(Positions.of(test)).build();
        }
        boolean all = test.quantifier.getType() == SqlBaseLexer.ALL;
        boolean caseless = test.kind.getType() == SqlBaseLexer.ILIKE;
        List<Expr> args = Stream.concat(Stream.of(value), all(test.expression()).stream())
                .map(arg -> caseless ? (Expr) Expr.call("lower", arg.at(), arg) : arg)
                .toList();
        return new Expr.Call((negated ? "notlike" : "like") + (all ? "all" : "any"), args, false, null, at);
    }

    private static Expr.Call like(String name, Expr value, PredicateContext test, SourcePosition at) {
        if (test.escapeChar == null) return Expr.call(name, at, value, value(test.pattern));
        SourcePosition escapeAt = Positions.of(test.escapeChar);
        String escape = StringLiteral.of(test.escapeChar);
        if (escape.length() != 1) {
            throw ErrorCondition.INVALID_ESC
                    .error()
                    .with("invalidEscape", "'" + escape + "'")
                    .at(escapeAt)
                    .build();
        }
        return Expr.call(name, at, value, value(test.pattern), LiteralBuilder.string(escape, escapeAt));
    }
}
