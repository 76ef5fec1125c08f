package dev.sluice.api;

import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.ast.Statement;
import dev.sluice.catalog.Variable;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.parser.SqlParser;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Session variables, and statements that are texts.
final class VariableCommands {

    private final Session session;

    VariableCommands(Session session) {
        this.session = session;
    }

    void declare(Statement.DeclareVariables said) {
        for (String name : said.names()) {
            if (said.orReplace() || session.names().variable(name).isEmpty()) continue;
            throw ErrorCondition.VARIABLE_ALREADY_EXISTS
                    .error()
                    .with("variableName", inFull(name))
                    .build();
        }
        Expr value = said.value() == null ? new Expr.Literal(null, DataType.Atomic.NULL, said.at()) : said.value();
        DataFrame row = rows(said.type() == null ? value : new Expr.Cast(value, said.type(), false, said.at()));
        DataType type = row.schema().field(0).type();
        Object first = JavaValues.fromJava(row.collectAsList().getFirst().get(0), type);
        for (String name : said.names()) {
            session.names().setVariable(name, new Variable(type, first, first));
        }
    }

    void set(Statement.SetVariables said) {
        said.names().forEach(name -> known(name, said.at()));
        if (said.query() != null) {
            assign(said.names(), session.frame(said.query()), said.at());
            return;
        }
        for (int i = 0; i < said.names().size(); i++) {
            String name = said.names().get(i);
            Variable variable = known(name, said.at());
            Expr value = said.values().get(i);
            Object now = value == null
                    ? variable.origin()
                    : one(new Expr.Cast(value, variable.type(), false, value.at()), variable.type());
            session.names().setVariable(name, variable.with(now));
        }
    }

    void drop(Statement.DropVariable said) {
        if (session.names().dropVariable(said.name()) || said.ifExists()) return;
        throw ErrorCondition.VARIABLE_NOT_FOUND
                .error()
                .with("variableName", inFull(said.name()))
                .build();
    }

    /// What the statement that the text says has to say.
    DataFrame execute(Statement.ExecuteImmediate said) {
        Object text = one(new Expr.Cast(said.text(), DataType.Atomic.STRING, false, said.at()), DataType.Atomic.STRING);
        if (text == null) {
            throw ErrorCondition.NULL_QUERY_STRING_EXECUTE_IMMEDIATE
                    .error()
                    .with("varName", "`text`")
                    .at(said.at())
                    .build();
        }
        DataFrame answer = new SqlCommands(session).run(parsed(text.toString(), said.arguments()));
        if (said.into().isEmpty()) return answer;
        said.into().forEach(name -> known(name, said.at()));
        assign(said.into(), answer, said.at());
        return session.answer(List.of(), List.of());
    }

    private Statement parsed(String text, List<Expr> arguments) {
        Map<String, String> named = new LinkedHashMap<>();
        List<String> placed = new ArrayList<>();
        List<Expr> unnamed = new ArrayList<>();
        Set<String> twice = new LinkedHashSet<>();
        for (Expr argument : arguments) {
            Expr value = argument instanceof Expr.Alias alias ? alias.value() : argument;
            placed.add(constant(value));
            if (!(argument instanceof Expr.Alias(_, List<String> names, _))) {
                unnamed.add(value);
            } else if (named.put(names.getFirst(), placed.getLast()) != null) {
                twice.add(names.getFirst());
            }
        }
        if (!twice.isEmpty()) {
            throw ErrorCondition.DUPLICATE_ARGUMENT_ALIASES
                    .error()
                    .with("aliases", twice.stream().map(Field::quote).collect(Collectors.joining(", ")))
                    .at(between(arguments.getFirst().at(), arguments.getLast().at()))
                    .build();
        }
        if (!SqlParser.hasNamedMarkers(text))
            return SqlParser.statement(text, placed); // by place, whatever their names
        if (!unnamed.isEmpty()) {
            throw ErrorCondition.ALL_PARAMETERS_MUST_BE_NAMED
                    .error()
                    .with(
                            "exprs",
                            unnamed.stream()
                                    .map(value -> '"' + said(value) + '"')
                                    .collect(Collectors.joining(", ")))
                    .build();
        }
        return SqlParser.statement(text, named);
    }

    private static String said(Expr value) {
        SourcePosition at = value.at();
        return at == null ? "" : at.text().substring(at.start(), at.stop());
    }

    private static @Nullable SourcePosition between(@Nullable SourcePosition first, @Nullable SourcePosition last) {
        return first == null || last == null ? first : new SourcePosition(first.text(), first.start(), last.stop());
    }

    private String constant(Expr value) {
        return SqlArguments.sql(rows(value).collectAsList().getFirst().get(0));
    }

    /// The one row of a query, or NULLs if it has none.
    private void assign(List<String> names, DataFrame query, @Nullable SourcePosition at) {
        DataType.Struct schema = query.schema();
        if (schema.size() != names.size()) {
            throw ErrorCondition.ASSIGNMENT_ARITY_MISMATCH
                    .error()
                    .with("numTarget", names.size())
                    .with("numExpr", schema.size())
                    .at(at)
                    .build();
        }
        List<Column> columns = new ArrayList<>();
        String[] places = new String[names.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = "_" + i;
            columns.add(functions.col(places[i]).cast(known(names.get(i), at).type()));
        }
        List<Row> rows = query.toDF(places)
                .select(columns.toArray(Column[]::new))
                .limit(2)
                .collectAsList();
        if (rows.size() > 1) {
            throw ErrorCondition.SET_VARIABLE_SUBQUERY_TOO_MANY_ROWS
                    .error()
                    .at(at)
                    .build();
        }
        for (int i = 0; i < names.size(); i++) {
            Variable variable = known(names.get(i), at);
            Object value =
                    rows.isEmpty() ? null : JavaValues.fromJava(rows.getFirst().get(i), variable.type());
            session.names().setVariable(names.get(i), variable.with(value));
        }
    }

    private @Nullable Object one(Expr value, DataType type) {
        return JavaValues.fromJava(rows(value).collectAsList().getFirst().get(0), type);
    }

    private DataFrame rows(Expr value) {
        return session.frame(new Relation.Project(new Relation.OneRow(), List.of(value), value.at()));
    }

    private Variable known(String name, @Nullable SourcePosition at) {
        return session.names().variable(name).orElseThrow(() -> unknown(name, at));
    }

    private static SluiceException unknown(String name, @Nullable SourcePosition at) {
        return ErrorCondition.UNRESOLVED_VARIABLE
                .error()
                .with("variableName", Field.quote(name))
                .at(at)
                .build();
    }

    private static String inFull(String name) {
        return "`system`.`session`." + Field.quote(name);
    }
}
