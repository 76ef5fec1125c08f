package dev.sluice.api;

import dev.sluice.ast.Expr;
import dev.sluice.error.ErrorCondition;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernel;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Struct;
import dev.sluice.type.Field;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Structs with fields added, replaced or left out: functions that are made for the fields' names, so a struct's fields
/// need not be known where they are said. A struct that is NULL stays so.
final class StructFields {

    private static final String NAME = "update_fields";

    private StructFields() {}

    /// @param path of the field
    static Column with(Column struct, List<String> path, Column value) {
        if (path.size() == 1) return call(struct, value, path.getFirst());
        Column inner = struct.getField(path.getFirst());
        return call(struct, with(inner, path.subList(1, path.size()), value), path.getFirst());
    }

    static Column without(Column struct, List<String> path) {
        if (path.size() == 1) {
            ScalarFunction function = function("(STRUCT) -> STRUCT", given -> dropping(given, path.getFirst()));
            return applied(function, struct);
        }
        Column inner = struct.getField(path.getFirst());
        return call(struct, without(inner, path.subList(1, path.size())), path.getFirst());
    }

    private static Column call(Column struct, Column value, String name) {
        return applied(function("(STRUCT, ANY) -> STRUCT", given -> setting(given, name)), struct, value);
    }

    private static Column applied(ScalarFunction function, Column... arguments) {
        List<Expr> exprs = Dataset.exprs(arguments);
        return new Column(new Expr.Call(NAME, exprs, false, null, List.of(), Expr.Nulls.UNSAID, function, null));
    }

    private static ScalarFunction function(
            String shown, java.util.function.Function<List<Argument>, Optional<Candidate>> bind) {
        return ScalarFunction.named(NAME)
                .summary("A struct with other fields.")
                .overload(shown, bind)
                .nullability(Nullability.DEPENDENT)
                .build();
    }

    private static Optional<Candidate> setting(List<Argument> given, String name) {
        if (!(given.getFirst().type() instanceof Struct struct)) return Optional.empty();
        List<Field> fields = new ArrayList<>(struct.fields());
        Field field = new Field(name, given.get(1).type(), given.get(1).nullable());
        boolean found = false;
        for (int i = 0; i < fields.size(); i++) {
            if (!fields.get(i).name().equalsIgnoreCase(name)) continue;
            fields.set(i, field);
            found = true;
        }
        if (!found) fields.add(field);
        int[] from = new int[fields.size()];
        for (int i = 0; i < from.length; i++) {
            from[i] = fields.get(i) == field ? REPLACED : i;
        }
        return Optional.of(candidate(given, fields, new Chosen(from)));
    }

    private static Optional<Candidate> dropping(List<Argument> given, String name) {
        if (!(given.getFirst().type() instanceof Struct struct)) return Optional.empty();
        List<Field> kept = struct.fields().stream()
                .filter(field -> !field.name().equalsIgnoreCase(name))
                .toList();
        if (kept.isEmpty()) {
            throw ErrorCondition.CANNOT_DROP_ALL_FIELDS.error().build();
        }
        int[] from = kept.stream().mapToInt(struct.fields()::indexOf).toArray();
        return Optional.of(candidate(given, kept, new Chosen(from)));
    }

    private static Candidate candidate(List<Argument> given, List<Field> fields, Kernel kernel) {
        List<DataType> types = Argument.types(given);
        var candidate = new Candidate(types, new Struct(fields), 0, kernel);
        return candidate.with(given.getFirst().nullable() ? Nullability.ALWAYS : Nullability.NEVER);
    }

    private static final int REPLACED = -1;

    /// @param from for each field which one of the struct it is, or [#REPLACED] if it is the other argument
    private record Chosen(int[] from) implements Kernel {
        @Override
        public Vector apply(
                Vector[] arguments,
                dev.sluice.vector.Selection rows,
                int size,
                dev.sluice.function.CallContext context) {
            Vector flat = Vectors.flatten(arguments[0]);
            if (!(flat instanceof StructVector(Vector[] fields, boolean[] nulls, int count))) return flat;
            Vector[] chosen = new Vector[from.length];
            for (int i = 0; i < from.length; i++) {
                chosen[i] = from[i] == REPLACED ? Vectors.flatten(arguments[1]) : fields[from[i]];
            }
            return new StructVector(chosen, nulls, count);
        }

        @Override
        public boolean sameAs(Kernel other) {
            return other instanceof Chosen that && java.util.Arrays.equals(from, that.from);
        }
    }
}
