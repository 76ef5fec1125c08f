package dev.sluice.format.xml;

import dev.sluice.format.TimeStyle;
import dev.sluice.format.ValueText;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.DecimalVector;
import dev.sluice.vector.DictionaryVector;
import dev.sluice.vector.IntVector;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.MapVector;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;

/// Writes rows as elements, laid out as Spark does. What is null is left out unless there is a text for it.
public final class XmlText {

    private final StringBuilder out;
    private final XmlStyle style;
    private final TimeStyle times;
    private final StringBuilder scrap = new StringBuilder();

    public XmlText(StringBuilder out, XmlStyle style, TimeStyle times) {
        this.out = out;
        this.style = style;
        this.times = times;
    }

    /// Appends a row as an element, without what ends a line.
    ///
    /// @param depth how many elements are around it
    public void row(Vector[] columns, int row, DataType.Struct schema, int depth) {
        element(style.rowTag(), columns, row, schema, depth);
    }

    /// An element with fields: first those that are attributes, then the text, then the elements.
    private void element(String name, Vector[] fields, int row, DataType.Struct type, int depth) {
        out.append('<').append(style.checked(name));
        for (int i = 0; i < fields.length; i++) attribute(fields[i], row, type.field(i));
        int open = out.length();
        out.append('>');
        for (int i = 0; i < fields.length; i++) {
            if (type.field(i).name().equals(style.value())) {
                text(fields[i], row, type.field(i).type());
            }
        }
        int beforeElements = out.length();
        for (int i = 0; i < fields.length; i++) {
            Field field = type.field(i);
            if (!isAttribute(field.name(), field.type()) && !field.name().equals(style.value())) {
                field(field.name(), fields[i], row, field.type(), depth + 1);
            }
        }
        end(name, open, beforeElements, depth);
    }

    /// Ends an element; one with nothing in it is written short.
    private void end(String name, int open, int beforeElements, int depth) {
        if (out.length() == open + 1) {
            out.setLength(open);
            out.append("/>");
            return;
        }
        if (out.length() > beforeElements) line(depth);
        out.append("</").append(name).append('>');
    }

    private void line(int depth) {
        if (style.indent().isEmpty()) return;
        out.append('\n').repeat(style.indent(), depth);
    }

    private boolean isAttribute(String name, DataType type) {
        boolean plain =
                !(type instanceof DataType.Struct || type instanceof DataType.Array || type instanceof DataType.Map);
        return plain && name.startsWith(style.attributePrefix()) && !name.equals(style.value());
    }

    private void attribute(Vector values, int row, Field field) {
        if (!isAttribute(field.name(), field.type())) return;
        attribute(field.name(), values, row, field.type());
    }

    private void attribute(String name, Vector values, int row, DataType type) {
        if (values.isNull(row) && style.nullValue() == null) return;
        out.append(' ')
                .append(style.checked(name.substring(style.attributePrefix().length())))
                .append("=\"");
        XmlEscapes.attribute(out, said(values, row, type));
        out.append('"');
    }

    private void text(Vector values, int row, DataType type) {
        if (!values.isNull(row) || style.nullValue() != null) XmlEscapes.text(out, said(values, row, type));
    }

    /// A field that is an element, or several.
    private void field(String name, Vector values, int row, DataType type, int depth) {
        switch (values) {
            case ConstantVector(Vector value, _) -> field(name, value, 0, type, depth);
            case DictionaryVector(Vector dictionary, int[] ids, _) -> field(name, dictionary, ids[row], type, depth);
            case ArrayVector v
            when !v.isNull(row) -> {
                DataType element = ((DataType.Array) type).element();
                int start = v.offsets()[row];
                for (int i = start; i < start + v.lengths()[row]; i++) item(name, v.elements(), i, element, depth);
            }
            default -> single(name, values, row, type, depth);
        }
    }

    /// An item of a list that is a list itself is an element with elements.
    private void item(String name, Vector values, int row, DataType type, int depth) {
        if (!(type instanceof DataType.Array(DataType element, _)) || values.isNull(row)) {
            field(name, values, row, type, depth);
            return;
        }
        line(depth);
        out.append('<').append(style.checked(name));
        int open = out.length();
        out.append('>');
        var list = (ArrayVector) values;
        int start = list.offsets()[row];
        for (int i = start; i < start + list.lengths()[row]; i++) {
            item(style.arrayElementName(), list.elements(), i, element, depth + 1);
        }
        end(name, open, open + 1, depth);
    }

    private void single(String name, Vector values, int row, DataType type, int depth) {
        if (values.isNull(row) && style.nullValue() == null) return;
        line(depth);
        if (values.isNull(row)) {
            plain(name, values, row, type);
            return;
        }
        switch (values) {
            case StructVector v -> element(name, v.fields(), row, (DataType.Struct) type, depth);
            case MapVector v -> map(name, v, row, (DataType.Map) type, depth);
            default -> plain(name, values, row, type);
        }
    }

    private void plain(String name, Vector values, int row, DataType type) {
        out.append('<').append(style.checked(name)).append('>');
        XmlEscapes.text(out, said(values, row, type));
        out.append("</").append(name).append('>');
    }

    private void map(String name, MapVector map, int row, DataType.Map type, int depth) {
        out.append('<').append(style.checked(name));
        int start = map.offsets()[row];
        int end = start + map.lengths()[row];
        for (int i = start; i < end; i++) {
            String key = key(map, i, type);
            if (isAttribute(key, type.value())) attribute(key, map.values(), i, type.value());
        }
        int open = out.length();
        out.append('>');
        for (int i = start; i < end; i++) {
            String key = key(map, i, type);
            if (!isAttribute(key, type.value())) field(key, map.values(), i, type.value(), depth + 1);
        }
        end(name, open, open + 1, depth);
    }

    private String key(MapVector map, int entry, DataType.Map type) {
        return said(map.keys(), entry, type.key());
    }

    /// A value without parts.
    private String said(Vector values, int row, DataType type) {
        if (values.isNull(row)) return String.valueOf(style.nullValue());
        scrap.setLength(0);
        switch (values) {
            case ConstantVector(Vector value, _) -> {
                return said(value, 0, type);
            }
            case DictionaryVector(Vector dictionary, int[] ids, _) -> {
                return said(dictionary, ids[row], type);
            }
            case IntVector v when type == Atomic.DATE -> times.appendDate(scrap, v.values()[row]);
            case LongVector v when type == Atomic.TIMESTAMP -> times.appendTimestamp(scrap, v.values()[row]);
            case LongVector v when type == Atomic.TIMESTAMP_NTZ -> times.appendWallClock(scrap, v.values()[row]);
            case BytesVector v when type == Atomic.BINARY -> ValueText.show(scrap, v, row, type, times.zone());
            // With an exponent where it is shorter, as Spark writes it.
            case DecimalVector v -> scrap.append(v.values()[row]);
            default -> ValueText.append(scrap, values, row, type, times.zone());
        }
        return scrap.toString();
    }
}
