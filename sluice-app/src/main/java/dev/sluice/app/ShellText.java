package dev.sluice.app;

import dev.sluice.parser.SqlParser;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.impl.DefaultParser;

/// Where typed text ends, and of which words it is made: a command ends with its line, a statement with its semicolon.
final class ShellText extends DefaultParser {

    ShellText() {
        setQuoteChars(new char[0]);
        setEscapeChars(new char[0]);
    }

    @Override
    public ParsedLine parse(String text, int cursor, ParseContext context) {
        boolean reads = context == ParseContext.ACCEPT_LINE || context == ParseContext.UNSPECIFIED;
        if (reads && !isComplete(text.strip())) {
            throw new EOFError(-1, -1, "a semicolon is missing", "");
        }
        return super.parse(text, cursor, context);
    }

    private static boolean isComplete(String text) {
        return text.isEmpty()
                || text.startsWith(".")
                || text.equals("exit")
                || text.equals("quit")
                || SqlParser.endsStatement(text);
    }

    /// Names are words; a dot holds those of a table and its column together.
    @Override
    public boolean isDelimiterChar(CharSequence text, int at) {
        char c = text.charAt(at);
        return !Character.isLetterOrDigit(c) && c != '_' && c != '.';
    }
}
