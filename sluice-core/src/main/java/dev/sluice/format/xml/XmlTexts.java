package dev.sluice.format.xml;

import dev.sluice.error.SluiceException;
import dev.sluice.format.ParseMode;
import dev.sluice.type.DataType;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;
import java.io.StringReader;
import java.util.Arrays;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/// Makes a struct of each text, as `from_xml` does: of its first element, whatever its name.
public final class XmlTexts {

    private final XmlSettings settings;
    private final XmlColumns columns;
    private boolean[] nulls = new boolean[64];

    public XmlTexts(DataType.Struct type, XmlSettings settings) {
        this.settings = settings;
        columns = new XmlColumns(type, settings);
    }

    /// Takes a text; null gives null.
    ///
    /// @return whether all of it fits
    /// @throws SluiceException in mode FAILFAST, if not
    public boolean add(@Nullable String text) {
        int place = columns.size();
        if (place == nulls.length) nulls = Arrays.copyOf(nulls, place * 2);
        nulls[place] = text == null;
        @Nullable Object[] row = columns.row();
        if (text == null || read(text, row)) {
            columns.add(row);
            return true;
        }
        if (settings.mode() == ParseMode.FAILFAST) throw XmlRows.malformed(columns.textOf(row));
        columns.addMalformed(row, text);
        return false;
    }

    private boolean read(String text, @Nullable Object[] row) {
        try (var events = new XmlEvents(new StringReader(text), settings.names())) {
            events.findElement();
            return new XmlObjects(events, settings).row(columns.shape(), row);
        } catch (XMLStreamException e) {
            Arrays.fill(row, null);
            return false;
        }
    }

    /// The structs so far; then it starts anew.
    public Vector build() {
        int size = columns.size();
        return new StructVector(columns.take(), Arrays.copyOf(nulls, size), size);
    }
}
