package dev.sluice.format.xml;

import dev.sluice.error.ErrorCondition;

/// Characters that can't stand for themselves.
final class XmlEscapes {

    private XmlEscapes() {}

    /// Appends text between tags.
    static void text(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '&' -> out.append("&amp;");
                case '\r' -> out.append("&#xd;");
                // Only where it could be read as the end of a CDATA section.
                case '>' -> out.append(i == 0 || text.charAt(i - 1) == ']' ? "&gt;" : ">");
                default -> out.append(allowed(c));
            }
        }
    }

    /// Appends the value of an attribute, which stands between double quotes.
    static void attribute(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\t', '\n', '\r' ->
                    out.append("&#x").append(Integer.toHexString(c)).append(';');
                default -> out.append(allowed(c));
            }
        }
    }

    /// Some characters XML cannot say at all: who reads them stops there. Source: XML 1.0, production 2, `Char`.
    private static char allowed(char c) {
        if (c >= ' ' && c != '\uFFFE' && c != '\uFFFF' || c == '\t' || c == '\n') return c;
        throw ErrorCondition.XML_FORBIDS_CHARACTER
                .error()
                .with("character", "U+%04X".formatted((int) c))
                .build();
    }
}
