package dev.sluice.analyzer;

import dev.sluice.ast.Relation;
import dev.sluice.error.ErrorCondition;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The tables of WITH clauses that a query sees, and the way down to where it reads them.
final class CommonTables {

    private final Analyzer analyzer;
    private final TableResolver others;
    private final Map<String, Relation.CommonTable> tables = new HashMap<>();
    private final Map<String, RecursiveTable> recursions = new HashMap<>();

    /// From the outermost relation of this query inwards; a subquery begins anew.
    private List<Relation> path = new ArrayList<>();

    CommonTables(Analyzer analyzer, TableResolver others) {
        this.analyzer = analyzer;
        this.others = others;
    }

    /// The meaning of a relation, which stays on the path while it is looked for.
    Analyzed along(Relation relation, Function<Relation, Analyzed> meaning) {
        path.addLast(relation);
        try {
            return meaning.apply(relation);
        } finally {
            path.removeLast();
        }
    }

    /// A query inside of another.
    Analyzed inside(Supplier<Analyzed> query) {
        List<Relation> before = path;
        path = new ArrayList<>();
        try {
            return query.get();
        } finally {
            path = before;
        }
    }

    Analyzed table(Relation.Table table) {
        String name = table.name().getLast().toLowerCase(Locale.ROOT);
        boolean single = table.name().size() == 1;
        RecursiveTable recursion = single ? recursions.get(name) : null;
        if (recursion != null) return Analyzer.qualified(recursion.read(path), recursion.name());
        Relation.CommonTable common = single ? tables.get(name) : null;
        return common == null ? others.table(table) : common(common);
    }

    Analyzed with(Relation.With with) {
        return with(with.tables(), () -> analyzer.relation(with.body()));
    }

    Analyzed with(List<Relation.CommonTable> declared, Supplier<Analyzed> body) {
        Map<String, Relation.CommonTable> outer = new HashMap<>(tables);
        Set<String> seen = new HashSet<>();
        for (Relation.CommonTable table : declared) {
            if (!seen.add(key(table))) {
                throw ErrorCondition.DUPLICATED_CTE_NAMES
                        .error()
                        .with("duplicateNames", Field.quote(table.name()))
                        .at(table.at())
                        .build();
            }
            query(table); // refused here even if nobody uses it
            tables.put(key(table), table);
        }
        Analyzed analyzed = body.get();
        tables.clear();
        tables.putAll(outer);
        return analyzed;
    }

    private Analyzed common(Relation.CommonTable table) {
        tables.remove(key(table)); // a common table does not see itself
        Analyzed query = query(table);
        tables.put(key(table), table);
        return table.columns().isEmpty()
                ? Analyzer.qualified(query, table.name())
                : analyzer.renamed(query, table.columns(), table.name(), table.at());
    }

    private Analyzed query(Relation.CommonTable table) {
        if (table.recursion() == null) return analyzer.relation(table.query());
        var recursion = new RecursiveTable(analyzer, this, table, table.recursion());
        @Nullable RecursiveTable before = recursions.put(key(table), recursion);
        try {
            return recursion.analyze();
        } finally {
            if (before == null) recursions.remove(key(table));
            else recursions.put(key(table), before);
        }
    }

    private static String key(Relation.CommonTable table) {
        return table.name().toLowerCase(Locale.ROOT);
    }
}
