package dev.sluice.function;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Array;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The functions that make rows of one row's list or map.
///
/// @param position whether the first column is the item's position, from zero
/// @param outer whether an empty or absent list makes one row of nulls
/// @param structs what makes of the arguments a list of structs, whose fields become columns; null if there is one
///     argument, which is the list or map
public record GeneratorFunction(
        String name,
        boolean position,
        boolean outer,
        @Nullable ScalarFunction structs) {

    /// Those that take a list or map.
    public static final List<GeneratorFunction> OF_LISTS = List.of(
            new GeneratorFunction("explode", false, false, null),
            new GeneratorFunction("explode_outer", false, true, null),
            new GeneratorFunction("posexplode", true, false, null),
            new GeneratorFunction("posexplode_outer", true, true, null));

    /// One that makes its list itself.
    public static GeneratorFunction ofStructs(ScalarFunction list) {
        return new GeneratorFunction(list.name(), false, false, list);
    }

    /// The same, of which an empty or absent list makes one row of nulls.
    public static GeneratorFunction ofStructsOuter(ScalarFunction list) {
        return new GeneratorFunction(list.name(), false, true, list);
    }

    /// What it does, for the reference.
    public String summary() {
        if (structs != null) return structs.summary();
        return "Makes a row of each item of a list, or of each entry of a map"
                + (position ? ", with its position from zero in front" : "") + "; "
                + (outer ? "of an empty one, or of NULL, a row of NULLs." : "none of an empty one, or of NULL.")
                + " For SELECT, LATERAL VIEW and FROM.";
    }

    /// A statement for each case, with the rows that it gives.
    public List<ScalarFunction.Example> examples() {
        if (structs != null) return structs.examples();
        String nothing = outer ? position ? "NULL, NULL" : "NULL" : "no row";
        return List.of(
                new ScalarFunction.Example("SELECT " + name + "(array('a', 'b'))", position ? "0, a; 1, b" : "a; b"),
                new ScalarFunction.Example(
                        "SELECT word FROM VALUES ('a b') t(line) LATERAL VIEW " + name + "(split(line, ' ')) w AS "
                                + (position ? "at, word" : "word"),
                        "a; b"),
                new ScalarFunction.Example("SELECT " + name + "(map('k', 1))", position ? "0, k, 1" : "k, 1"),
                new ScalarFunction.Example("SELECT " + name + "(CAST(NULL AS ARRAY<INT>))", nothing));
    }

    /// The columns it makes of an argument of the type, or nothing if the type is not a list or map.
    public Optional<List<Field>> columns(DataType argument, boolean makesNulls) {
        boolean nulls = makesNulls || outer;
        List<Field> position = this.position ? List.of(new Field("pos", Atomic.INT, nulls)) : List.of();
        return switch (argument) {
            case Array(DataType.Struct struct, _)
            when structs != null ->
                Optional.of(struct.fields().stream()
                        .map(field -> new Field(field.name(), field.type(), nulls || field.nullable()))
                        .toList());
            case Array(DataType element, boolean containsNull) ->
                Optional.of(joined(position, List.of(new Field("col", element, nulls || containsNull))));
            case DataType.Map(DataType key, DataType value, boolean containsNull) ->
                Optional.of(joined(
                        position,
                        List.of(new Field("key", key, nulls), new Field("value", value, nulls || containsNull))));
            case Atomic _, DataType.Decimal _, DataType.Interval _, DataType.Struct _ -> Optional.empty();
        };
    }

    private static List<Field> joined(List<Field> first, List<Field> second) {
        return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
    }
}
