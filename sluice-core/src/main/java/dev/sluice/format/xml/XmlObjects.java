package dev.sluice.format.xml;

import static dev.sluice.format.xml.XmlScalar.UNFIT;

import dev.sluice.format.xml.XmlEvents.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/// Makes values of elements, in the order and with the limits of Spark's reader.
///
/// A value that does not fit is where reading stands still: the element it is in counts as the end of what is around
/// it, and so what follows in the row is not read. Spark reads so, and what is left of a malformed row is the same.
final class XmlObjects {

    private final XmlEvents events;
    private final XmlSettings settings;

    XmlObjects(XmlEvents events, XmlSettings settings) {
        this.events = events;
        this.settings = settings;
    }

    /// Reads an element that is a row, from its beginning on.
    ///
    /// @param row takes the fields, as far as they fit
    /// @return whether all of it fits
    boolean row(XmlShape.Fields shape, @Nullable Object[] row) throws XMLStreamException {
        boolean fit = attributes(shape, events.attributes(), row);
        events.next();
        return content(shape, row) && fit;
    }

    private static boolean attributes(XmlShape.Fields shape, Map<String, String> attributes, @Nullable Object[] row) {
        boolean fit = true;
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            int place = shape.place(attribute.getKey());
            if (place < 0) continue;
            Object value = scalar(shape.types().get(place), attribute.getValue());
            if (value == UNFIT) {
                fit = false;
            } else {
                row[place] = value;
            }
        }
        return fit;
    }

    private static @Nullable Object scalar(XmlShape shape, String text) {
        return shape instanceof XmlShape.Value value ? value.scalar().read(text) : UNFIT;
    }

    /// Reads to the end of the element that has begun.
    private boolean content(XmlShape.Fields shape, @Nullable Object[] row) throws XMLStreamException {
        boolean fit = true;
        while (true) {
            switch (events.kind()) {
                case START -> fit &= element(shape, row);
                case TEXT -> {
                    fit &= text(shape, row, events.text(), false);
                    events.next();
                }
                case END, OVER -> {
                    events.next();
                    return fit;
                }
            }
        }
    }

    private boolean element(XmlShape.Fields shape, @Nullable Object[] row) throws XMLStreamException {
        int place = shape.place(events.name());
        if (place < 0) return other(shape, row);
        XmlShape type = shape.types().get(place);
        boolean listed = type instanceof XmlShape.Items;
        Object value = value(type instanceof XmlShape.Items(XmlShape item) ? item : type);
        if (value == UNFIT) return false;
        if (listed) {
            list(row, place).add(value);
        } else {
            row[place] = value;
        }
        return true;
    }

    /// An element without a field.
    private boolean other(XmlShape.Fields shape, @Nullable Object[] row) throws XMLStreamException {
        events.next();
        int place = shape.restAt();
        if (place < 0) {
            events.skipElement();
            return true;
        }
        boolean listed = shape.types().get(place) instanceof XmlShape.Items;
        String text = settings.trimmed(events.restAsText());
        if (listed) {
            list(row, place).add(text);
        } else {
            row[place] = text;
        }
        return true;
    }

    /// Text beside elements.
    private boolean text(XmlShape.Fields shape, @Nullable Object[] row, String text, boolean first) {
        int place = shape.valueAt();
        if (place < 0 || settings.isSpace(text)) return true;
        XmlShape type = shape.types().get(place);
        Object value = scalar(type instanceof XmlShape.Items(XmlShape item) ? item : type, text);
        if (value == UNFIT) return false;
        if (type instanceof XmlShape.Items) {
            List<@Nullable Object> texts = list(row, place);
            texts.add(first ? 0 : texts.size(), value);
        } else {
            row[place] = value;
        }
        return true;
    }

    @SuppressWarnings("unchecked") // a place whose shape is a list has nothing else
    private static List<@Nullable Object> list(@Nullable Object[] row, int place) {
        Object begun = row[place];
        if (begun != null) return (List<@Nullable Object>) begun;
        List<@Nullable Object> list = new ArrayList<>();
        row[place] = list;
        return list;
    }

    /// The value of an element, from its beginning on.
    private @Nullable Object value(XmlShape shape) throws XMLStreamException {
        Map<String, String> attributes = events.attributes();
        events.next();
        return shape instanceof XmlShape.Fields fields ? struct(fields, attributes) : inside(shape, attributes);
    }

    private Object struct(XmlShape.Fields shape, Map<String, String> attributes) throws XMLStreamException {
        @Nullable Object[] row = new Object[shape.types().size()];
        @Nullable Object[] said = new Object[row.length];
        if (!attributes(shape, attributes, said)) return UNFIT;
        if (!fields(shape, row)) return UNFIT;
        for (int i = 0; i < row.length; i++) {
            if (said[i] != null) row[i] = said[i];
        }
        return Arrays.asList(row);
    }

    private boolean fields(XmlShape.Fields shape, @Nullable Object[] row) throws XMLStreamException {
        if (events.kind() != Kind.TEXT) return content(shape, row);
        String before = events.text();
        events.next();
        return content(shape, row) & text(shape, row, before, true);
    }

    /// What is in an element that is no struct.
    private @Nullable Object inside(XmlShape shape, Map<String, String> attributes) throws XMLStreamException {
        while (true) {
            switch (events.kind()) {
                case START -> {
                    return switch (shape) {
                        case XmlShape.Value(XmlScalar scalar, boolean takesElements) ->
                            takesElements ? scalar.read(events.restAsText()) : UNFIT;
                        case XmlShape.Items(XmlShape item) -> inside(item, Map.of());
                        case XmlShape.Entries(XmlShape value) -> entries(value, attributes);
                        case XmlShape.Fields fields -> struct(fields, attributes);
                    };
                }
                case END -> {
                    events.next();
                    return shape instanceof XmlShape.Value(XmlScalar scalar, boolean takesElements) && takesElements
                            ? scalar.read("")
                            : null;
                }
                case TEXT -> {
                    boolean isValue = shape instanceof XmlShape.Value;
                    boolean isText = shape instanceof XmlShape.Value(_, boolean takesElements) && takesElements;
                    if (isText || !settings.isSpace(events.text())) return isValue ? scalarInside(shape) : UNFIT;
                    events.next();
                }
                case OVER -> throw new XMLStreamException("the text ends within an element");
            }
        }
    }

    private @Nullable Object scalarInside(XmlShape shape) throws XMLStreamException {
        if (shape instanceof XmlShape.Value(XmlScalar scalar, boolean takesElements) && takesElements) {
            return scalar.read(events.restAsText());
        }
        Object value = scalar(shape, events.text());
        if (value == UNFIT) return UNFIT;
        events.next();
        if (events.kind() != Kind.END) return UNFIT;
        events.next();
        return value;
    }

    private Object entries(XmlShape shape, Map<String, String> attributes) throws XMLStreamException {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            Object value = scalar(shape, attribute.getValue());
            if (value == UNFIT) return UNFIT;
            entries.put(attribute.getKey(), value);
        }
        while (true) {
            switch (events.kind()) {
                case START -> {
                    String name = events.name();
                    Object value = value(shape);
                    if (value == UNFIT) return UNFIT;
                    entries.put(name, value);
                }
                case TEXT -> {
                    if (!settings.isSpace(events.text())) {
                        Object value = scalar(shape, events.text());
                        if (value == UNFIT) return UNFIT;
                        entries.put(settings.names().value(), value);
                    }
                    events.next();
                }
                case END, OVER -> {
                    events.next();
                    return entries;
                }
            }
        }
    }
}
