package dev.sluice.analyzer;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.error.Suggestion;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The columns that can be meant at a place of a query, and by which names.
record Scope(List<Visible> columns) {

    /// @param qualifier the table's name or alias, or null
    /// @param frames the DataFrames it was a column of
    /// @param hidden found by its qualified name only, as a USING column of the other side
    /// @param beside found by name, but not what `*` means: a column of [MetadataColumns], which no plan has yet
    record Visible(Column column, @Nullable String qualifier, Set<Long> frames, boolean hidden, boolean beside) {
        Visible(Column column, @Nullable String qualifier, Set<Long> frames) {
            this(column, qualifier, frames, false);
        }

        Visible(Column column, @Nullable String qualifier, Set<Long> frames, boolean hidden) {
            this(column, qualifier, frames, hidden, false);
        }

        Visible withFrames(Set<Long> others) {
            return new Visible(column, qualifier, others, hidden, beside);
        }

        Visible withColumn(Column other) {
            return new Visible(other, qualifier, frames, hidden, beside);
        }

        String quoted() {
            return (qualifier == null ? "" : Field.quote(qualifier) + ".") + Field.quote(column.name());
        }
    }

    Scope {
        columns = List.copyOf(columns);
    }

    static Scope of(List<Column> columns, @Nullable String qualifier) {
        return new Scope(columns.stream()
                .map(column -> new Visible(column, qualifier, Set.of()))
                .toList());
    }

    Scope and(Scope other) {
        return new Scope(Stream.concat(columns.stream(), other.columns.stream()).toList());
    }

    /// The columns that `*` means.
    List<Visible> shown() {
        return columns.stream()
                .filter(visible -> !visible.hidden && !visible.beside)
                .toList();
    }

    Scope qualified(@Nullable String name) {
        return new Scope(columns.stream()
                .filter(v -> !v.hidden)
                .map(v -> new Visible(v.column, name, v.frames, false, v.beside))
                .toList());
    }

    /// With a column that names may mean besides.
    Scope beside(Column column, @Nullable String qualifier) {
        return and(new Scope(List.of(new Visible(column, qualifier, Set.of(), false, true))));
    }

    Scope tagged(long frame) {
        return new Scope(columns.stream()
                .map(v -> v.withFrames(
                        Stream.concat(v.frames.stream(), Stream.of(frame)).collect(Collectors.toUnmodifiableSet())))
                .toList());
    }

    Optional<Visible> find(Column column) {
        return columns.stream().filter(v -> v.column.id() == column.id()).findFirst();
    }

    /// A frame that means this very column, for what `*` stands for. Negative, so that no DataFrame has it.
    static long frameOf(Column column) {
        return -1 - column.id();
    }

    private static boolean isIn(Visible visible, long frame) {
        return visible.frames.contains(frame) || frameOf(visible.column) == frame;
    }

    /// What a name means here, if anything: a column, or a field inside one.
    ///
    /// @throws SluiceException if it may mean several columns
    Optional<Expression> resolve(List<String> parts, @Nullable Long frame, @Nullable SourcePosition at) {
        List<Visible> among = frame == null
                ? columns
                : columns.stream().filter(v -> isIn(v, frame)).toList();
        if (parts.size() > 1) {
            Optional<Visible> found = only(
                    among.stream()
                            .filter(v -> parts.get(0).equalsIgnoreCase(v.qualifier) && named(v, parts.get(1)))
                            .toList(),
                    parts,
                    frame,
                    at);
            if (found.isPresent()) return Optional.of(inside(found.get().column, parts.subList(2, parts.size()), at));
        }
        Optional<Visible> found = only(
                among.stream()
                        .filter(v -> (!v.hidden || frame != null) && named(v, parts.getFirst()))
                        .toList(),
                parts,
                frame,
                at);
        return found.map(v -> inside(v.column, parts.subList(1, parts.size()), at));
    }

    private static boolean named(Visible visible, String name) {
        return visible.column.name().equalsIgnoreCase(name);
    }

    private static Optional<Visible> only(
            List<Visible> found, List<String> parts, @Nullable Long frame, @Nullable SourcePosition at) {
        if (found.stream().map(v -> v.column.id()).distinct().count() > 1) {
            throw ErrorCondition.AMBIGUOUS_REFERENCE
                    .error()
                    .with("name", quoted(parts))
                    .with(
                            "referenceNames",
                            found.stream().map(Visible::quoted).collect(Collectors.joining(", ", "[", "]")))
                    .at(at)
                    .hint(frame == null ? null : sameFrameTwice(parts.getLast()))
                    .build();
        }
        return found.stream().findFirst();
    }

    private static String sameFrameTwice(String name) {
        return "it is a column of a DataFrame that is there twice. Name both, df.as(\"a\") and df.as(\"b\"), and say which is meant: "
                + "col(\"a." + name + "\").";
    }

    private static Expression inside(Column column, List<String> fields, @Nullable SourcePosition at) {
        Expression value = new Expression.ColumnRef(column);
        String said = column.name();
        for (String name : fields) {
            value = Members.of(value, name, said, at);
            said = said + "." + name;
        }
        return value;
    }

    static String quoted(List<String> parts) {
        return parts.stream().map(Field::quote).collect(Collectors.joining("."));
    }

    /// The error for a name that means nothing here, with the names nearest to it as Spark orders them: by edit
    /// distance of the quoted name, then by alphabet, at most five.
    SluiceException unresolved(List<String> parts, @Nullable SourcePosition at) {
        List<Visible> candidates = shown();
        if (candidates.isEmpty()) {
            return ErrorCondition.UNRESOLVED_COLUMN_WITHOUT_SUGGESTION
                    .error()
                    .with("objectName", quoted(parts))
                    .at(at)
                    .build();
        }
        boolean oneTable =
                candidates.stream().map(Visible::qualifier).distinct().count() == 1;
        boolean bare = parts.size() == 1 && oneTable;
        List<String> byName = candidates.stream()
                .sorted(Comparator.comparing((Visible v) -> v.column.name()).thenComparingLong(v -> v.column.id()))
                .map(v -> bare ? Field.quote(v.column.name()) : v.quoted())
                .distinct()
                .toList();
        String proposal = Suggestion.nearest(String.join(".", parts), byName).stream()
                .limit(5)
                .collect(Collectors.joining(", "));
        String wanted = parts.getLast();
        List<String> names = candidates.stream().map(v -> v.column.name()).toList();
        return ErrorCondition.UNRESOLVED_COLUMN_WITH_SUGGESTION
                .error()
                .with("objectName", quoted(parts))
                .with("proposal", proposal)
                .hint(Suggestion.likely(wanted, names)
                        .map(name -> "did you mean \"" + name + "\"?")
                        .orElse("the columns here are "
                                + names.stream()
                                        .distinct()
                                        .sorted(Comparator.naturalOrder())
                                        .limit(12)
                                        .collect(Collectors.joining(", "))
                                + "."))
                .at(at)
                .build();
    }

    /// The columns of a struct column, for `st.*`.
    static List<String> fieldNames(DataType type) {
        return type instanceof DataType.Struct struct ? struct.names() : new ArrayList<>();
    }
}
