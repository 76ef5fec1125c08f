package dev.sluice.parser;

import dev.sluice.ast.Statement;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.grammar.SqlBaseParser.ResetConfigurationContext;
import dev.sluice.grammar.SqlBaseParser.ResetQuotedConfigurationContext;
import dev.sluice.grammar.SqlBaseParser.SetConfigurationContext;
import dev.sluice.grammar.SqlBaseParser.SetQuotedConfigurationContext;
import dev.sluice.grammar.SqlBaseParser.SetResetStatementContext;
import dev.sluice.grammar.SqlBaseParser.SetTimeZoneContext;
import dev.sluice.grammar.SqlBaseParser.SetVariableContext;
import dev.sluice.grammar.antlr.ParserRuleContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `SET`, `SET key`, `SET key = value`, `RESET`, `RESET key`.
///
/// To the grammar, keys and values are any words at all, so they are read from the text: a value goes to the end of
/// the statement; quotes, blanks and what looks like a comment belong to it. In backticks both may hold anything.
final class ConfigBuilder {

    private static final String QUOTED = "`(?:[^`]|``)*`";
    private static final String KEY = "(?<key>" + QUOTED + "|[a-zA-Z_\\d\\\\.:]+)";
    private static final Pattern SETTING = Pattern.compile(KEY + "\\s*(?:=\\s*(?<value>" + QUOTED + "|[^;]*))?");
    private static final Pattern RESET = Pattern.compile(KEY);

    private ConfigBuilder() {}

    static Statement of(SetResetStatementContext said) {
        return switch (said) {
            case SetConfigurationContext set -> set(set);
            case SetQuotedConfigurationContext set -> set(set);
            case ResetConfigurationContext reset -> reset(reset);
            case ResetQuotedConfigurationContext reset -> reset(reset);
            case SetVariableContext variable -> VariableBuilder.of(variable);
            case SetTimeZoneContext zone -> timeZone(zone);
            default -> throw NotYet.statement(said);
        };
    }

    private static Statement set(ParserRuleContext said) {
        String rest = rest(said);
        if (rest.isEmpty()) return new Statement.SetConfig(null, null);
        if (rest.equals("-v")) throw NotYet.supported("SET -v", said);
        Matcher setting = SETTING.matcher(rest);
        if (!setting.matches()) throw unreadable(ErrorCondition.INVALID_SET_SYNTAX, said);
        String value = setting.group("value");
        return new Statement.SetConfig(
                Names.unquote(setting.group("key")), value == null ? null : Names.unquote(value.strip()));
    }

    private static Statement reset(ParserRuleContext said) {
        String rest = rest(said);
        if (rest.isEmpty()) return new Statement.ResetConfig(null);
        Matcher key = RESET.matcher(rest);
        if (!key.matches()) throw unreadable(ErrorCondition.INVALID_RESET_COMMAND_FORMAT, said);
        return new Statement.ResetConfig(Names.unquote(key.group("key")));
    }

    /// The text behind the first word, up to the semicolon or the end.
    private static String rest(ParserRuleContext said) {
        SqlText text = (SqlText) said.getStart().getInputStream();
        String rest = text.whole().substring(said.getStart().getStopIndex() + 1, text.size());
        return rest.replaceFirst("[;\\s]+$", "").strip();
    }

    private static Statement timeZone(SetTimeZoneContext said) {
        NotYet.ifSaid(said.interval(), "SET TIME ZONE INTERVAL");
        if (said.timezone() == null) throw unreadable(ErrorCondition.INVALID_SET_SYNTAX, said);
        NotYet.ifSaid(said.timezone().LOCAL(), "SET TIME ZONE LOCAL");
        return new Statement.SetConfig(
                "spark.sql.session.timeZone", StringLiteral.of(said.timezone().stringLit()));
    }

    private static SluiceException unreadable(ErrorCondition condition, ParserRuleContext said) {
        return condition.error().at(Positions.of(said)).build();
    }
}
