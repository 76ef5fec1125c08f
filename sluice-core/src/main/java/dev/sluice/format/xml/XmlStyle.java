package dev.sluice.format.xml;

import dev.sluice.error.ErrorCondition;
import org.jspecify.annotations.Nullable;

/// How rows are written.
///
/// @param rowTag the element of a row
/// @param attributePrefix what begins the name of a field that becomes an attribute
/// @param value the field that becomes the text of its element
/// @param arrayElementName the elements of a list in a list
/// @param nullValue what is written for null; without it nothing is
/// @param indent what stands in front of a line for each element around it; if empty, a row is one line
/// @param validates whether names are refused that XML does not have
public record XmlStyle(
        String rowTag,
        String attributePrefix,
        String value,
        String arrayElementName,
        @Nullable String nullValue,
        String indent,
        boolean validates) {

    /// The name, if it can be written.
    String checked(String name) {
        if (!validates || isName(name)) return name;
        throw ErrorCondition.XML_NAME.error().with("name", name).build();
    }

    private static boolean isName(String name) {
        if (name.isEmpty() || !isStart(name.codePointAt(0))) return false;
        return name.codePoints().allMatch(c -> isStart(c) || Character.isDigit(c) || c == '-' || c == '.' || c == 0xB7);
    }

    private static boolean isStart(int c) {
        return Character.isLetter(c) || c == '_' || c == ':';
    }
}
