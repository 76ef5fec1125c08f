package dev.sluice.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.grammar.antlr.CharStream;
import dev.sluice.grammar.antlr.CharStreams;
import dev.sluice.grammar.antlr.CommonTokenStream;
import dev.sluice.grammar.antlr.Parser;
import dev.sluice.grammar.antlr.misc.Interval;
import org.junit.jupiter.api.Test;

class SqlBaseParserTest {

    @Test
    void relocatedClassesParseAStatement() {
        var lexer = new SqlBaseLexer(new UpperCase(CharStreams.fromString("select 1")));
        var parser = new SqlBaseParser(new CommonTokenStream(lexer));

        var tree = parser.compoundOrSingleStatement();

        assertEquals(0, parser.getNumberOfSyntaxErrors());
        assertEquals("select1<EOF>", tree.getText());
    }

    @Test
    void noClassKeepsItsOldName() {
        assertEquals("dev.sluice.grammar.antlr", Parser.class.getPackageName());
        assertEquals(Parser.class, SqlBaseParser.class.getSuperclass());
    }

    /// Keywords are upper case in the grammar: the lexer is shown upper case, the text stays as it is.
    private record UpperCase(CharStream text) implements CharStream {
        @Override
        public int LA(int offset) {
            int c = text.LA(offset);
            return c <= 0 ? c : Character.toUpperCase(c);
        }

        @Override
        public String getText(Interval interval) {
            return text.getText(interval);
        }

        @Override
        public void consume() {
            text.consume();
        }

        @Override
        public int mark() {
            return text.mark();
        }

        @Override
        public void release(int marker) {
            text.release(marker);
        }

        @Override
        public int index() {
            return text.index();
        }

        @Override
        public void seek(int index) {
            text.seek(index);
        }

        @Override
        public int size() {
            return text.size();
        }

        @Override
        public String getSourceName() {
            return text.getSourceName();
        }
    }
}
