package dev.sluice.ast;

import dev.sluice.error.SluiceException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a tree is made of.
public final class Parts {

    private Parts() {}

    /// The relations of a kind in a tree, wherever they are: also in subqueries.
    public static <T extends Relation> List<T> of(Relation relation, Class<T> kind) {
        List<T> found = new ArrayList<>();
        collect(relation, kind, found);
        return found;
    }

    private static <T> void collect(@Nullable Object part, Class<T> kind, List<T> found) {
        if (kind.isInstance(part)) found.add(kind.cast(part));
        eachPart(part, each -> collect(each, kind, found));
    }

    /// The tables that a tree names, but for names that a WITH clause around them gives to its queries. Inside of
    /// [Relation.Sql] they are known already.
    public static List<Relation.Table> tables(Relation relation) {
        List<Relation.Table> found = new ArrayList<>();
        collectTables(relation, Set.of(), found);
        return found;
    }

    /// @param common the names of common tables that are seen, in lower case
    private static void collectTables(@Nullable Object part, Set<String> common, List<Relation.Table> found) {
        switch (part) {
            case Relation.Table table -> {
                String name = String.join(".", table.name()).toLowerCase(Locale.ROOT);
                if (!common.contains(name)) found.add(table);
            }
            case Relation.Sql _ -> {}
            case Relation.With(List<Relation.CommonTable> tables, Relation body) -> {
                Set<String> seen = new HashSet<>(common);
                for (Relation.CommonTable table : tables) {
                    String name = table.name().toLowerCase(Locale.ROOT);
                    if (table.recursion() != null) seen.add(name);
                    collectTables(table.query(), Set.copyOf(seen), found);
                    seen.add(name);
                }
                collectTables(body, seen, found);
            }
            case null, default -> eachPart(part, each -> collectTables(each, common, found));
        }
    }

    /// Trees are records of records; whatever else they hold, such as rows, has no relation in it.
    private static void eachPart(@Nullable Object part, Consumer<@Nullable Object> visitor) {
        switch (part) {
            case List<?> parts -> parts.forEach(visitor);
            case Map<?, ?> parts -> parts.values().forEach(visitor);
            case Relation.LocalRows _ -> {}
            case Record node
            when node.getClass().getPackage() == Parts.class.getPackage() -> {
                for (var component : node.getClass().getRecordComponents()) {
                    visitor.accept(value(component.getAccessor(), node));
                }
            }
            case null, default -> {}
        }
    }

    private static @Nullable Object value(Method accessor, Record node) {
        try {
            return accessor.invoke(node);
        } catch (ReflectiveOperationException e) {
            throw SluiceException.bug("the tree " + node.getClass() + " can't be read: " + e);
        }
    }
}
