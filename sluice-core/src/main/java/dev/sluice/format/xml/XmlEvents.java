package dev.sluice.format.xml;

import java.io.EOFException;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// What a text of XML says, piece by piece: where elements begin and end, and the text between. One piece is seen at a
/// time, until [#next] goes on. Comments, instructions and the document's type are passed over.
final class XmlEvents implements AutoCloseable {

    enum Kind {
        START,
        END,
        TEXT,
        OVER
    }

    /// As deep, and with as many attributes, as the parser of Spark allows.
    private static final int MOST = 1_000;

    private final XMLStreamReader in;
    private final XmlNames names;
    private Kind kind = Kind.TEXT;
    private boolean due = true;

    /// @param text not empty; closed by who gave it
    XmlEvents(Reader text, XmlNames names) throws XMLStreamException {
        this.names = names;
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // Without a document type there are no entities but the five that each text has, which may come as often as
        // they
        // like; by default a text ends with the 100,000th.
        factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", 0);
        factory.setProperty("jdk.xml.totalEntitySizeLimit", 0);
        factory.setProperty("jdk.xml.maxElementDepth", MOST);
        factory.setProperty("jdk.xml.elementAttributeLimit", MOST);
        in = factory.createXMLStreamReader(new Whole(text));
    }

    /// Text that is cut off because its input is, not because somebody wrote no more. The parser would take the one for
    /// the other.
    private static final class Whole extends FilterReader {
        Whole(Reader in) {
            super(in);
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            try {
                return super.read(buffer, offset, length);
            } catch (EOFException e) {
                throw new IOException("the input is cut off: " + e.getMessage(), e);
            }
        }
    }

    /// Goes on to the next element.
    void findElement() throws XMLStreamException {
        while (kind() != Kind.START) {
            if (kind() == Kind.OVER) throw new XMLStreamException("there is no element");
            next();
        }
    }

    /// What is seen.
    Kind kind() throws XMLStreamException {
        if (due) advance();
        due = false;
        return kind;
    }

    /// Goes on to the next piece. It is not looked at yet: what follows a row may be no XML, and the row is one.
    void next() {
        due = true;
    }

    private void advance() throws XMLStreamException {
        while (in.hasNext()) {
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT -> kind = Kind.START;
                case XMLStreamConstants.END_ELEMENT -> kind = Kind.END;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    kind = Kind.TEXT;
                case XMLStreamConstants.END_DOCUMENT -> kind = Kind.OVER;
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new XMLStreamException("the entity " + in.getLocalName() + " is not declared");
                default -> {
                    continue;
                }
            }
            return;
        }
        kind = Kind.OVER;
    }

    /// Whether it is the name of the element that begins.
    boolean isNamed(String name) {
        return name().equals(name);
    }

    /// The name of the element that begins or ends, as fields have it.
    String name() {
        return names.local(in.getLocalName());
    }

    String text() {
        return in.getText();
    }

    /// The attributes of the element that begins, by the names of their fields.
    Map<String, String> attributes() {
        if (!names.attributes() || in.getAttributeCount() == 0) return Map.of();
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < in.getAttributeCount(); i++) {
            attributes.put(names.attributePrefix() + names.local(attributeName(i)), in.getAttributeValue(i));
        }
        return attributes;
    }

    /// As it is written. The parser takes prefixes of attributes off whether it is told of namespaces or not.
    private String attributeName(int index) {
        String prefix = in.getAttributePrefix(index);
        String name = in.getAttributeLocalName(index);
        return prefix == null || prefix.isEmpty() ? name : prefix + ":" + name;
    }

    /// Passes over the rest of an element whose beginning has been taken.
    void skipElement() throws XMLStreamException {
        for (int depth = 1; depth > 0; next()) {
            switch (kind()) {
                case START -> depth++;
                case END -> depth--;
                case TEXT -> {}
                case OVER -> throw new XMLStreamException("the text ends within an element");
            }
        }
    }

    /// The rest of an element whose beginning has been taken, as text. As in Spark, nothing in it is escaped again.
    String restAsText() throws XMLStreamException {
        var text = new StringBuilder();
        for (int depth = 1; depth > 0; next()) {
            switch (kind()) {
                case START -> {
                    depth++;
                    text.append('<').append(name());
                    attributesAsWritten(text);
                    text.append('>');
                }
                case END -> {
                    depth--;
                    if (depth > 0) text.append("</").append(name()).append('>');
                }
                case TEXT -> text.append(text());
                case OVER -> throw new XMLStreamException("the text ends within an element");
            }
        }
        return text.toString();
    }

    private void attributesAsWritten(StringBuilder out) {
        for (int i = 0; i < in.getAttributeCount(); i++) {
            out.append(' ').append(attributeName(i)).append("=\"");
            out.append(in.getAttributeValue(i)).append('"');
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (XMLStreamException e) {
            // It holds nothing that needs closing: the text is its giver's.
        }
    }
}
