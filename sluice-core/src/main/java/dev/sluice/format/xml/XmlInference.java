package dev.sluice.format.xml;

import dev.sluice.error.ErrorCondition;
import dev.sluice.format.ParseMode;
import dev.sluice.format.xml.XmlEvents.Kind;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/// Finds the columns that texts of XML have, as Spark does. Fields come in the order of their names; what is there
/// twice in an element is an ARRAY.
public final class XmlInference {

    private final XmlSettings settings;
    private final XmlTypes types;
    private final XmlGuess guess;
    private @Nullable DataType rows;

    public XmlInference(XmlSettings settings) {
        this.settings = settings;
        types = new XmlTypes(settings.names().value());
        guess = new XmlGuess(settings);
    }

    /// Looks through a text for its rows.
    public void read(Reader text) throws IOException {
        var in = new BufferedReader(text);
        if (XmlRows.isEmpty(in)) return;
        try (var events = new XmlEvents(in, settings.names())) {
            while (XmlRows.findRow(events, settings.rowTag())) add(row(events));
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof IOException cause) throw cause;
            switch (settings.mode()) {
                case PERMISSIVE -> add(corrupt());
                case DROPMALFORMED -> {}
                case FAILFAST -> throw XmlRows.malformed(settings.corruptColumn());
            }
        }
    }

    private void add(DataType row) {
        rows = rows == null ? row : types.common(rows, row);
    }

    /// The columns that the texts so far have.
    ///
    /// @throws dev.sluice.error.SluiceException if two have the same name, case ignored
    public DataType.Struct schema() {
        DataType found = Objects.requireNonNullElse(rows, DataType.Struct.of());
        var schema = types.named(found) instanceof DataType.Struct struct ? struct : DataType.Struct.of();
        Map<String, Field> distinct = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Field field : schema.fields()) {
            if (distinct.put(field.name(), field) != null) {
                throw ErrorCondition.COLUMN_ALREADY_EXISTS
                        .error()
                        .with("columnName", Field.quote(field.name().toLowerCase(java.util.Locale.ROOT)))
                        .build();
            }
        }
        return schema;
    }

    /// The type of a text, as `from_xml` takes it.
    public static DataType.Struct typeOf(String text, XmlSettings settings) {
        var inference = new XmlInference(settings);
        try (var events = new XmlEvents(new StringReader(text), settings.names())) {
            events.findElement();
            inference.add(inference.row(events));
        } catch (XMLStreamException e) {
            if (settings.mode() == ParseMode.FAILFAST) throw XmlRows.malformed(text);
            inference.add(inference.corrupt());
        }
        return inference.schema();
    }

    private DataType corrupt() {
        return DataType.Struct.of(Field.of(settings.corruptColumn(), Atomic.STRING));
    }

    private DataType row(XmlEvents events) throws XMLStreamException {
        Map<String, String> attributes = events.attributes();
        events.next();
        return struct(content(events, attributes));
    }

    /// The fields of an element that has begun.
    private Map<String, DataType> content(XmlEvents events, Map<String, String> attributes) throws XMLStreamException {
        Map<String, DataType> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        attributes.forEach((name, text) -> fields.put(name, guess.typeOf(text)));
        while (true) {
            switch (events.kind()) {
                case START -> {
                    String name = events.name();
                    merge(fields, name, element(events));
                }
                case TEXT -> {
                    String text = events.text();
                    if (!settings.isSpace(text)) merge(fields, settings.names().value(), guess.typeOf(text));
                    events.next();
                }
                case END -> {
                    events.next();
                    return fields;
                }
                case OVER -> throw new XMLStreamException("the text ends within an element");
            }
        }
    }

    private void merge(Map<String, DataType> fields, String name, DataType type) {
        DataType before = fields.get(name);
        if (before == null) {
            fields.put(name, type);
        } else {
            DataType both = types.common(before, type);
            fields.put(name, both instanceof DataType.Array ? both : new DataType.Array(both, true));
        }
    }

    /// The type of an element, from its beginning on: of one that has nothing but text, that of the text.
    private DataType element(XmlEvents events) throws XMLStreamException {
        Map<String, String> attributes = events.attributes();
        events.next();
        boolean begins = events.kind() == Kind.START;
        Map<String, DataType> fields = content(events, Map.of());
        if (attributes.isEmpty()) {
            if (fields.isEmpty()) return Atomic.NULL;
            DataType text =
                    fields.size() == 1 && !begins ? fields.get(settings.names().value()) : null;
            return text == null || text instanceof DataType.Array ? struct(fields) : text;
        }
        attributes.forEach((name, text) -> fields.put(name, guess.typeOf(text)));
        return struct(fields);
    }

    private static DataType.Struct struct(Map<String, DataType> fields) {
        return XmlTypes.struct(fields.entrySet().stream()
                .map(field -> Field.of(field.getKey(), field.getValue()))
                .toList());
    }
}
