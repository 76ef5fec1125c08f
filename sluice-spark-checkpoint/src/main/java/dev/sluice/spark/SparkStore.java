package dev.sluice.spark;

import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.List;

/// One of the stores in which Spark keeps what an operator remembers.
///
/// @param name `default`, or what it is called beside others of its operator
/// @param key the columns of its keys, by Spark's names
/// @param value those of its values
record SparkStore(String name, DataType.Struct key, DataType.Struct value) {

    private static final String DEFAULT = "default";

    static SparkStore alone(DataType.Struct key, DataType.Struct value) {
        return new SparkStore(DEFAULT, key, value);
    }

    /// Where it is, in a partition of the operator.
    String directory(String partition) {
        return name.equals(DEFAULT) ? partition : partition + "/" + name;
    }

    /// Whether the columns of Spark's store are of these types, so that its rows can be read; nulls and the names of
    /// keys apart. The names of values say what is kept: those of `min(a)` and of `max(a)` are of one type.
    boolean fits(DataType.Struct otherKey, DataType.Struct otherValue) {
        return same(key, otherKey) && same(value, otherValue) && names(value).equals(names(otherValue));
    }

    private static List<String> names(DataType.Struct struct) {
        List<String> names = new ArrayList<>();
        for (Field field : struct.fields()) {
            if (field.type() instanceof DataType.Struct inner) names.addAll(names(inner));
            else names.add(field.name());
        }
        return names;
    }

    private static boolean same(DataType.Struct a, DataType.Struct b) {
        return types(a).equals(types(b));
    }

    private static List<String> types(DataType.Struct struct) {
        List<String> types = new ArrayList<>();
        for (Field field : struct.fields()) {
            if (field.type() instanceof DataType.Struct inner) types.addAll(types(inner));
            else types.add(field.type().sql());
        }
        return types;
    }
}
