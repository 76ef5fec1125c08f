package dev.sluice.format.xml;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;

/// A type as the reader of XML wants it: what becomes of an element's content.
sealed interface XmlShape {

    /// A value without parts.
    ///
    /// @param takesElements whether elements in it are part of it: it is a STRING
    record Value(XmlScalar scalar, boolean takesElements) implements XmlShape {}

    /// Elements with one name, of which each is an item.
    record Items(XmlShape item) implements XmlShape {}

    /// Elements with any name, by their names.
    record Entries(XmlShape value) implements XmlShape {}

    /// Elements and attributes with known names.
    ///
    /// @param places of the fields, by their names in lower case
    /// @param valueAt the field that takes text, or -1
    /// @param restAt the field that takes elements without a field, or -1
    record Fields(java.util.Map<String, Integer> places, List<XmlShape> types, int valueAt, int restAt)
            implements XmlShape {

        /// The place of a field, or -1.
        int place(String name) {
            return places.getOrDefault(name.toLowerCase(Locale.ROOT), -1);
        }
    }

    static XmlShape of(DataType type, XmlSettings settings) {
        return switch (type) {
            case DataType.Array array -> new Items(of(array.element(), settings));
            case DataType.Map map -> new Entries(of(map.value(), settings));
            case DataType.Struct struct -> of(struct, settings);
            case DataType.Atomic _, DataType.Decimal _, DataType.Interval _ ->
                new Value(XmlScalar.of(type, settings), type == Atomic.STRING);
        };
    }

    static Fields of(DataType.Struct struct, XmlSettings settings) {
        java.util.Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < struct.size(); i++) {
            places.putIfAbsent(struct.field(i).name().toLowerCase(Locale.ROOT), i);
        }
        return new Fields(
                places,
                struct.fields().stream()
                        .map(field -> of(field.type(), settings))
                        .toList(),
                struct.names().indexOf(settings.names().value()),
                struct.names().indexOf(settings.names().wildcard()));
    }
}
