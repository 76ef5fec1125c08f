package dev.sluice.parser;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.grammar.SqlBaseParser.ErrorCapturingIdentifierContext;
import dev.sluice.grammar.SqlBaseParser.ErrorIdentContext;
import dev.sluice.grammar.SqlBaseParser.IdentifierContext;
import dev.sluice.grammar.SqlBaseParser.UnquotedIdentifierContext;
import dev.sluice.grammar.SqlBaseParserBaseListener;
import dev.sluice.grammar.antlr.ParserRuleContext;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Refuses names that the grammar reads only to say what is wrong with them: `my-table`, `größe`.
///
/// It listens while the parser works, since such a name is the cause of the syntax error that often follows.
final class NameCheck extends SqlBaseParserBaseListener {

    @Override
    public void exitErrorIdent(ErrorIdentContext said) {
        IdentifierContext first = ((ErrorCapturingIdentifierContext) said.getParent()).identifier();
        String name = Stream.concat(Stream.of(first), said.identifier().stream())
                .map(Names::of)
                .collect(Collectors.joining("-"));
        throw invalid(name, said);
    }

    @Override
    public void exitUnquotedIdentifier(UnquotedIdentifierContext said) {
        String name = said.getText();
        if (!name.chars().allMatch(NameCheck::isPlain)) throw invalid(name, said);
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    private static SluiceException invalid(String name, ParserRuleContext said) {
        return ErrorCondition.INVALID_IDENTIFIER
                .error()
                .with("ident", name)
                .at(Positions.of(said))
                .build();
    }
}
