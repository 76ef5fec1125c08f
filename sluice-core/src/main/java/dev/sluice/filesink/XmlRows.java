package dev.sluice.filesink;

import dev.sluice.format.TimeStyle;
import dev.sluice.format.xml.XmlStyle;
import dev.sluice.format.xml.XmlText;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;

/// An element a row, all of them in one that is the document.
///
/// @param rootTag the element around the rows, perhaps with attributes: `books version="1"`
/// @param declaration what the file says of itself in front; nothing if it is empty
public record XmlRows(DataType.Struct schema, XmlStyle style, TimeStyle times, String rootTag, String declaration)
        implements RowText {

    @Override
    public void begin(StringBuilder out) {
        if (!declaration.isEmpty()) out.append("<?xml ").append(declaration).append("?>\n");
        out.append('<').append(rootTag).append(">\n");
    }

    @Override
    public void append(StringBuilder out, Chunk chunk, int row) {
        out.append(style.indent());
        new XmlText(out, style, times).row(chunk.columns(), row, schema, 1);
        out.append('\n');
    }

    @Override
    public void end(StringBuilder out) {
        out.append("</").append(rootTag.split("\\s", 2)[0]).append('>');
    }

    @Override
    public boolean concatenates() {
        return false;
    }
}
