package dev.sluice.api;

import dev.sluice.analyzer.FunctionBodies;
import dev.sluice.ast.Expr;
import dev.sluice.ast.FunctionStatement;
import dev.sluice.ast.FunctionStatement.CreateOfBody;
import dev.sluice.ast.FunctionStatement.Header;
import dev.sluice.ast.Relation;
import dev.sluice.catalog.Catalog;
import dev.sluice.catalog.UserFunction;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.error.Suggestion;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Does what statements about functions say.
final class FunctionCommands {

    private final Session session;
    private final Catalog catalog;

    FunctionCommands(Session session) {
        this.session = session;
        catalog = session.names();
    }

    DataFrame run(FunctionStatement statement) {
        return switch (statement) {
            case FunctionStatement.CreateOfClass said ->
                create(
                        said.header(),
                        () -> FunctionClass.open(said, quoted(said.header()))
                                .withName(shown(said.header()))
                                .inCatalog());
            case CreateOfBody said -> create(said.header(), () -> inlined(said));
            case FunctionStatement.Drop drop -> drop(drop);
            case FunctionStatement.Describe(String name, boolean extended, var at) -> {
                UserFunction user =
                        catalog.isBuiltIn(name) ? null : catalog.users().get(name);
                List<String> lines = user != null
                        ? FunctionText.of(user, extended)
                        : catalog.builtIn(name)
                                .map(function -> FunctionText.of(function, extended))
                                .orElseThrow(() -> unresolved(name, at));
                yield answer("function_desc", lines);
            }
            case FunctionStatement.Show(String pattern, boolean users, boolean system) -> {
                Stream<String> own = users ? catalog.users().values().stream().map(UserFunction::name) : Stream.empty();
                Stream<String> there = system ? catalog.functionNames().stream() : Stream.empty();
                List<String> names =
                        Stream.concat(own, there).distinct().sorted().toList();
                yield answer("function", matching(names, pattern));
            }
        };
    }

    /// The pattern is for the name alone, without catalog and schema.
    private static List<String> matching(List<String> names, @Nullable String pattern) {
        return names.stream()
                .filter(name ->
                        !CatalogCommands.matching(List.of(plain(name)), pattern).isEmpty())
                .toList();
    }

    private static String plain(String name) {
        return name.startsWith(UserFunction.SCHEMA) ? name.substring(UserFunction.SCHEMA.length()) : name;
    }

    private DataFrame answer(String column, List<String> lines) {
        return session.answer(
                List.of(new Field(column, Atomic.STRING, false)),
                lines.stream().<List<@Nullable Object>>map(List::of).toList());
    }

    private DataFrame nothing() {
        return session.answer(List.of(), List.of());
    }

    // ---- CREATE

    private static String shown(Header header) {
        return header.temporary() ? header.name() : UserFunction.SCHEMA + header.name();
    }

    private static String quoted(Header header) {
        return (header.temporary() ? "" : "`spark_catalog`.`default`.") + Field.quote(header.name());
    }

    private DataFrame create(Header header, Supplier<UserFunction> function) {
        boolean there = catalog.users().containsKey(header.name());
        if (there && header.ifNotExists()) return nothing();
        if (there && !header.orReplace()) {
            throw ErrorCondition.ROUTINE_ALREADY_EXISTS
                    .error()
                    .with("routineName", (header.temporary() ? "" : "`default`.") + Field.quote(header.name()))
                    .with("newRoutineType", "routine")
                    .with("existingRoutineType", "routine")
                    .build();
        }
        catalog.users().put(header.name(), function.get());
        return nothing();
    }

    /// The body is looked at over the parameters alone, so that it can only mean them wherever it is called.
    private UserFunction inlined(CreateOfBody said) {
        Header header = said.header();
        Relation parameters = new Relation.Aliased(
                new Relation.LocalRows(said.parameters(), List.of()), header.name(), List.of(), null);
        DataType given = session.frame(project(parameters, said.body()))
                .schema()
                .field(0)
                .type();
        DataType returns = said.returns() == null ? given : said.returns();
        session.frame(project(parameters, new Expr.Cast(said.body(), returns, false, null)));
        for (int i = 0; i < said.defaults().size(); i++) {
            Expr value = said.defaults().get(i);
            if (value == null) continue;
            DataType type = said.parameters().field(i).type();
            session.frame(project(
                    new Relation.LocalRows(new DataType.Struct(List.of()), List.of()),
                    new Expr.Cast(value, type, false, null)));
        }
        if (!FunctionBodies.isScalar(said.body(), catalog)) {
            throw ErrorCondition.FUNCTION_WITH_COMPLEX_BODY
                    .error()
                    .with("queryText", said.text())
                    .build();
        }
        var made = new UserFunction.Inlined(
                shown(header), said.parameters(), said.defaults(), returns, said.body(), said.text(), said.comment());
        List<String> cycle = FunctionBodies.cycle(made, header.name(), catalog);
        if (cycle.isEmpty()) return made;
        throw ErrorCondition.CYCLIC_FUNCTION_REFERENCE
                .error()
                .with("path", String.join(" -> ", cycle))
                .build();
    }

    private static Relation project(Relation rows, Expr value) {
        return new Relation.Project(rows, List.of(value), null);
    }

    // ---- DROP

    private DataFrame drop(FunctionStatement.Drop said) {
        if (catalog.isBuiltIn(said.name())) {
            throw ErrorCondition.FORBIDDEN_OPERATION
                    .error()
                    .with("statement", "DROP")
                    .with("objectType", "FUNCTION")
                    .with("objectName", Field.quote(said.name()))
                    .build();
        }
        UserFunction found = catalog.users().get(said.name());
        if (found != null && found.isTemporary() == said.temporary()) {
            catalog.users().remove(said.name());
            return nothing();
        }
        if (found != null && !said.temporary()) {
            throw ErrorCondition.FORBIDDEN_OPERATION
                    .error()
                    .with("statement", "DROP FUNCTION")
                    .with("objectType", "temporary function")
                    .with("objectName", Field.quote(said.name()))
                    .hint("say DROP TEMPORARY FUNCTION.")
                    .build();
        }
        if (said.ifExists()) return nothing();
        throw ErrorCondition.ROUTINE_NOT_FOUND
                .error()
                .with("routineName", (said.temporary() ? "" : "`default`.") + Field.quote(said.name()))
                .build();
    }

    private SluiceException unresolved(String name, @Nullable SourcePosition at) {
        List<String> known = Stream.concat(catalog.users().keySet().stream(), catalog.functionNames().stream())
                .toList();
        return ErrorCondition.UNRESOLVED_ROUTINE
                .error()
                .with("routineName", Field.quote(name))
                .hint(Suggestion.likely(name, known)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("SHOW FUNCTIONS lists the functions there are."))
                .at(at)
                .build();
    }
}
