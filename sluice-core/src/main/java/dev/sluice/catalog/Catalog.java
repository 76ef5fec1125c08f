package dev.sluice.catalog;

import dev.sluice.ast.Expr;
import dev.sluice.ast.GlobalNames;
import dev.sluice.connector.Provider;
import dev.sluice.extension.Extensions;
import dev.sluice.file.FileFormat;
import dev.sluice.function.AggregateFunction;
import dev.sluice.function.FunctionLibrary;
import dev.sluice.function.GeneratorFunction;
import dev.sluice.function.HigherOrderFunction;
import dev.sluice.function.NamedFunction;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.WindowFunction;
import dev.sluice.type.DataType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/// What names mean in a session: tables and views, functions, formats. Names ignore case. Safe for several threads.
public final class Catalog implements AutoCloseable {

    /// Functions that the analyzer knows by itself, and whose names are not in the lists.
    private static final Set<String> KEYWORDS = Set.of(
            "and",
            "or",
            "not",
            "in",
            "between",
            "if",
            "coalesce",
            "nvl",
            "ifnull",
            "nvl2",
            "nullif",
            "struct",
            "named_struct",
            "grouping",
            "grouping_id",
            "extract",
            "datepart",
            "date_part",
            "boolean",
            "tinyint",
            "smallint",
            "int",
            "bigint",
            "float",
            "double",
            "decimal",
            "date",
            "timestamp",
            "binary",
            "string");

    /// Views go before tables, and tables that are this session's alone before those that sessions have in common.
    private final ConcurrentSkipListMap<String, CatalogEntry.View> views =
            new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);

    private final ConcurrentSkipListMap<String, CatalogEntry> own =
            new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);

    private final DeclaredTables declared;
    private final ConcurrentSkipListMap<String, Variable> variables =
            new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, ScalarFunction> scalars = new LinkedHashMap<>();
    private final Map<String, AggregateFunction> aggregates = new LinkedHashMap<>();
    private final Map<String, HigherOrderFunction> higherOrders = new LinkedHashMap<>();
    private final Map<String, GeneratorFunction> generators = new LinkedHashMap<>();
    /// Those of modules that were asked for. What is not there is looked for again.
    private final Map<String, NamedFunction> added = new ConcurrentHashMap<>();

    private final ConcurrentSkipListMap<String, UserFunction> users =
            new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);
    private final SortedMap<String, Provider> providers = new TreeMap<>();
    private final SortedMap<String, TableFunction> tableFunctions = new TreeMap<>();

    private final GlobalViews globalViews = GlobalViews.hold();
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final Function<FileFormat, Provider> files;
    private final Function<String, DataType> schemas;

    /// @param declared the tables that sessions have in common
    /// @param schemas reads a type or columns that are said as text
    /// @param files makes a provider of a format of files that a module has
    public Catalog(
            DeclaredTables declared,
            Collection<ScalarFunction> scalars,
            Collection<HigherOrderFunction> higherOrders,
            Collection<AggregateFunction> aggregates,
            Collection<GeneratorFunction> generators,
            Collection<? extends Provider> providers,
            Collection<? extends TableFunction> tableFunctions,
            Function<FileFormat, Provider> files,
            Function<String, DataType> schemas) {
        this.declared = declared;
        this.files = files;
        this.schemas = schemas;
        scalars.forEach(function -> function.names().forEach(name -> this.scalars.put(name, function)));
        higherOrders.forEach(function -> function.names().forEach(name -> this.higherOrders.put(name, function)));
        aggregates.forEach(function -> function.names().forEach(name -> this.aggregates.put(name, function)));
        generators.forEach(function -> this.generators.put(function.name(), function));
        providers.forEach(provider -> this.providers.put(provider.name(), provider));
        tableFunctions.forEach(function -> this.tableFunctions.put(function.name(), function));
    }

    @Override
    public void close() {
        if (open.getAndSet(false)) globalViews.release();
    }

    /// The view of that name, or the table.
    public Optional<CatalogEntry> table(String name) {
        return Optional.<CatalogEntry>ofNullable(views.get(name)).or(() -> tableBeneath(name));
    }

    public Optional<CatalogEntry.View> view(String name) {
        return Optional.ofNullable(views.get(name));
    }

    /// The table of that name, which a view may hide.
    public Optional<CatalogEntry> tableBeneath(String name) {
        return Optional.ofNullable(own.get(name)).or(() -> declared.get(name));
    }

    /// What other sessions see as well.
    public GlobalViews globalViews() {
        return globalViews;
    }

    /// Whether there is a table or view of that name.
    public boolean has(List<String> name) {
        return GlobalNames.isName(name)
                ? globalViews.find(name.getLast()).isPresent()
                : table(name.getLast()).isPresent();
    }

    /// Gives the name a meaning, in place of the one it had.
    public void put(String name, CatalogEntry entry) {
        if (entry instanceof CatalogEntry.View view) {
            views.put(name, view);
            return;
        }
        putTable(name, entry);
        views.remove(name);
    }

    /// Gives the name of a table a meaning, in place of the one it had. A view that hides it does so still.
    public void putTable(String name, CatalogEntry entry) {
        if (entry instanceof CatalogEntry.External table && !isMemory(table)) {
            declared.put(name, table);
            own.remove(name);
        } else {
            own.put(name, entry);
        }
    }

    /// Gives the name of a table a meaning, unless it has one.
    ///
    /// @return whether it had none
    public boolean putIfAbsent(String name, CatalogEntry.External table) {
        if (!isMemory(table)) return !own.containsKey(name) && declared.putIfAbsent(name, table);
        return declared.get(name).isEmpty() && own.putIfAbsent(name, table) == null;
    }

    /// A view, which may hide a table.
    ///
    /// @return whether there was none of that name
    public boolean putIfAbsent(String name, CatalogEntry.View view) {
        return views.putIfAbsent(name, hiding(name, view)) == null;
    }

    /// A view in place of the one there was. One that is new may read the table that it hides.
    ///
    /// @return the one there was
    public Optional<CatalogEntry.View> replaceView(String name, CatalogEntry.View view) {
        CatalogEntry.View known = views.containsKey(name) ? view : hiding(name, view);
        return Optional.ofNullable(views.put(name, known));
    }

    private CatalogEntry.View hiding(String name, CatalogEntry.View view) {
        return tableBeneath(name).isPresent() ? view.hidingTable() : view;
    }

    /// @return whether there was one
    public boolean removeView(String name) {
        return views.remove(name) != null;
    }

    /// The rows of a table in memory are the session's, and so is the table.
    public static boolean isMemory(CatalogEntry.External table) {
        return table.format().equalsIgnoreCase("memory");
    }

    /// @return whether there was one
    public boolean removeTable(String name) {
        return own.remove(name) != null || declared.remove(name);
    }

    /// Takes the name away that sessions have in common, if one has it.
    public void removeDeclared(String name) {
        declared.remove(name);
    }

    /// See [DeclaredTables#lock].
    public ReentrantReadWriteLock lock(String name) {
        return declared.lock(name);
    }

    public List<String> tableNames() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(views.keySet());
        names.addAll(own.keySet());
        names.addAll(declared.names());
        return List.copyOf(names);
    }

    /// The session's views, by name.
    public List<String> viewNames() {
        return List.copyOf(views.keySet());
    }

    /// What there is besides views, by name; also what a view hides.
    public SortedMap<String, CatalogEntry> stored() {
        SortedMap<String, CatalogEntry> stored = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : declared.names()) declared.get(name).ifPresent(table -> stored.put(name, table));
        stored.putAll(own);
        return stored;
    }

    /// The functions that the session was given. One that has the name of a built-in function is not found by it, as in
    /// Spark.
    public Map<String, UserFunction> users() {
        return users;
    }

    /// The function that a program gave: with the call, or by its name before.
    public Optional<UserFunction> user(Expr.Call call) {
        return call.given() == null
                ? Optional.ofNullable(users.get(call.name())).filter(_ -> !isBuiltIn(call.name()))
                : Optional.of(new UserFunction.Code(call.given(), ""));
    }

    /// Takes over what another session has by names.
    public void putAll(Catalog other) {
        views.putAll(other.views);
        own.putAll(other.own);
        if (declared != other.declared) declared.putAll(other.declared);
        variables.putAll(other.variables);
        users.putAll(other.users);
    }

    public Optional<Variable> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    /// Gives the variable a value, and a type if it is new.
    public void setVariable(String name, Variable variable) {
        variables.put(name, variable);
    }

    /// @return whether there was one
    public boolean dropVariable(String name) {
        return variables.remove(name) != null;
    }

    /// This session's, or one of a module that is found now.
    public Optional<ScalarFunction> scalar(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        ScalarFunction own = scalars.get(lower);
        if (own != null) return Optional.of(own);
        if (users.get(name) instanceof UserFunction.Code(ScalarFunction given, _) && !isBuiltIn(name)) {
            return Optional.of(given);
        }
        return added(name).filter(ScalarFunction.class::isInstance).map(ScalarFunction.class::cast);
    }

    /// The aggregate that a call means.
    public Optional<AggregateFunction> aggregate(Expr.Call call) {
        return call.given() == null
                ? aggregate(call.name())
                : Optional.of(call.given())
                        .filter(AggregateFunction.class::isInstance)
                        .map(AggregateFunction.class::cast);
    }

    public Optional<AggregateFunction> aggregate(String name) {
        AggregateFunction own = aggregates.get(name.toLowerCase(Locale.ROOT));
        if (own != null) return Optional.of(own);
        if (users.get(name) instanceof UserFunction.Code(AggregateFunction given, _) && !isBuiltIn(name)) {
            return Optional.of(given);
        }
        return added(name).filter(AggregateFunction.class::isInstance).map(AggregateFunction.class::cast);
    }

    /// A function of a module, if the name means nothing without.
    private Optional<NamedFunction> added(String name) {
        if (users.containsKey(name) || isBuiltIn(name)) return Optional.empty();
        String lower = name.toLowerCase(Locale.ROOT);
        NamedFunction known = added.get(lower);
        if (known != null) return Optional.of(known);
        Optional<NamedFunction> found =
                Extensions.find(FunctionLibrary.class, lower).flatMap(library -> library.function(lower));
        found.ifPresent(function -> added.put(lower, function));
        return found;
    }

    /// A function that takes functions. One of values alone may have the same name.
    public Optional<HigherOrderFunction> higherOrder(String name) {
        return Optional.ofNullable(higherOrders.get(name.toLowerCase(Locale.ROOT)));
    }

    public Optional<GeneratorFunction> generator(String name) {
        return Optional.ofNullable(generators.get(name.toLowerCase(Locale.ROOT)));
    }

    /// The type that a text says, as functions take it: `ARRAY<INT>`, or the columns of a struct, `a INT, b STRING`.
    ///
    /// @throws dev.sluice.error.SluiceException if it says none
    public DataType schema(String text) {
        return schemas.apply(text);
    }

    /// Whether a function of that name was there before the session was given any.
    public boolean isBuiltIn(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return scalars.containsKey(lower)
                || aggregates.containsKey(lower)
                || higherOrders.containsKey(lower)
                || generators.containsKey(lower)
                || WindowFunction.named(lower).isPresent()
                || KEYWORDS.contains(lower);
    }

    /// The function of that name that was there before, or that a module has, if it is one of values.
    public Optional<NamedFunction> builtIn(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Optional.<NamedFunction>ofNullable(scalars.get(lower))
                .or(() -> Optional.ofNullable(aggregates.get(lower)))
                .or(() -> added(name));
    }

    /// The names of all built-in functions, and of those of modules, sorted.
    public List<String> functionNames() {
        var names = new java.util.TreeSet<String>();
        names.addAll(scalars.keySet());
        names.addAll(aggregates.keySet());
        names.addAll(higherOrders.keySet());
        names.addAll(generators.keySet());
        for (WindowFunction function : WindowFunction.values()) names.add(function.sqlName());
        names.addAll(Extensions.names(FunctionLibrary.class));
        return List.copyOf(names);
    }

    /// Who provides the format: this session, or a module that is found now.
    public Optional<Provider> provider(String format) {
        Provider own = providers.get(format.toLowerCase(Locale.ROOT));
        if (own != null) return Optional.of(own);
        return Extensions.find(Provider.class, format)
                .or(() -> Extensions.find(FileFormat.class, format).map(files));
    }

    public Optional<TableFunction> tableFunction(String name) {
        return Optional.ofNullable(tableFunctions.get(name.toLowerCase(Locale.ROOT)));
    }

    public Collection<String> tableFunctionNames() {
        return java.util.Collections.unmodifiableCollection(tableFunctions.keySet());
    }

    /// The names of all formats, sorted.
    public List<String> formatNames() {
        Set<String> names = new TreeSet<>(providers.keySet());
        names.addAll(Extensions.names(Provider.class));
        names.addAll(Extensions.names(FileFormat.class));
        return List.copyOf(names);
    }
}
