package dev.sluice.format;

import dev.sluice.type.DataType;
import dev.sluice.vector.Vector;

/// Makes a column of JSON values.
///
/// The values come as places in checked text (see [JsonScanner]). A value of another type than the column's is not
/// taken; an object may be taken in part, its fields that don't fit being null.
abstract sealed class JsonColumn
        permits JsonScalars.Scalar, JsonLists.ArrayColumn, JsonLists.MapColumn, JsonStructColumn {

    /// The value is in the column.
    static final int TAKEN = 0;
    /// The value is in the column, but not all of it.
    static final int TAKEN_IN_PART = 1;
    /// The value is not in the column; the caller appends something else.
    static final int NOT_TAKEN = 2;

    static JsonColumn of(DataType type, JsonSettings settings) {
        return switch (type) {
            case DataType.Array array -> new JsonLists.ArrayColumn(of(array.element(), settings));
            case DataType.Map map -> new JsonLists.MapColumn(() -> of(map.value(), settings));
            case DataType.Struct struct -> new JsonStructColumn(new JsonFields(struct, settings));
            case DataType.Atomic _, DataType.Decimal _, DataType.Interval _ -> JsonScalars.of(type, settings);
        };
    }

    /// Appends the value between two positions.
    ///
    /// @param escaped whether it is a string with escapes
    final int add(JsonScanner json, int from, int to, boolean escaped) {
        if (json.bytes()[from] == 'n') {
            addNull();
            return TAKEN;
        }
        return addValue(json, from, to, escaped);
    }

    abstract int addValue(JsonScanner json, int from, int to, boolean escaped);

    abstract void addNull();

    abstract int size();

    /// The column so far; then it starts anew.
    ///
    /// @param block where the bytes of strings lie
    abstract Vector build(byte[] block);
}
