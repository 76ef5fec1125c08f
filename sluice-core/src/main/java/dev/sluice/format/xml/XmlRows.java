package dev.sluice.format.xml;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.format.RowReader;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/// The rows of a text: each element that has the name of a row and is in no other row, however deep it lies.
///
/// Text that is not well-formed ends with a malformed row; as in Spark the text of a malformed row is that of the whole
/// file.
public final class XmlRows implements RowReader {

    /// The whole of a text, for who wants to see what was malformed.
    public interface Whole {
        String text() throws IOException;
    }

    private final BufferedReader in;
    private final Whole whole;
    private final XmlSettings settings;
    private final XmlColumns columns;
    private @Nullable XmlEvents events;
    private @Nullable String text;
    private boolean over;

    /// @param in closed with this
    public XmlRows(Reader in, Whole whole, DataType.Struct schema, XmlSettings settings) {
        this.in = new BufferedReader(in);
        this.whole = whole;
        this.settings = settings;
        columns = new XmlColumns(schema, settings);
    }

    @Override
    public @Nullable Chunk read() throws IOException {
        while (!over && columns.size() < Chunk.ROWS) readRow();
        return columns.size() == 0 ? null : columns.takeChunk();
    }

    private void readRow() throws IOException {
        @Nullable Object[] row = columns.row();
        boolean fit;
        try {
            if (events == null && !isEmpty(in)) events = new XmlEvents(in, settings.names());
            over = events == null || !findRow(events, settings.rowTag());
            if (events == null || over) return;
            fit = new XmlObjects(events, settings).row(columns.shape(), row);
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof IOException cause) throw cause;
            over = true;
            fit = false;
            row = columns.row();
        }
        if (fit) {
            columns.add(row);
            return;
        }
        switch (settings.mode()) {
            case PERMISSIVE -> columns.addMalformed(row, columns.keepsText() ? text() : "");
            case DROPMALFORMED -> {}
            case FAILFAST -> throw malformed(columns.textOf(row));
        }
    }

    private String text() throws IOException {
        if (text == null) text = whole.text();
        return text;
    }

    /// Whether there is no text at all: so Spark writes no rows.
    static boolean isEmpty(BufferedReader in) throws IOException {
        in.mark(1);
        boolean empty = in.read() < 0;
        in.reset();
        return empty;
    }

    /// Goes on to where a row begins.
    static boolean findRow(XmlEvents events, String rowTag) throws XMLStreamException {
        while (events.kind() != XmlEvents.Kind.OVER) {
            if (events.kind() == XmlEvents.Kind.START && events.isNamed(rowTag)) return true;
            events.next();
        }
        return false;
    }

    /// What mode [ParseMode#FAILFAST] says of a record.
    static SluiceException malformed(String record) {
        return ErrorCondition.MALFORMED_RECORD.error().with("badRecord", record).build();
    }

    @Override
    public void close() throws IOException {
        if (events != null) events.close();
        in.close();
    }
}
