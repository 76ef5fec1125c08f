package dev.sluice.app;

import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.error.SluiceException;
import dev.sluice.parser.SqlParser;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/// What a word could become: a keyword, a function, a table, or a column of a table that the statement names.
final class ShellCompleter implements Completer {

    private final Session session;

    ShellCompleter(Session session) {
        this.session = session;
    }

    @Override
    public void complete(LineReader reader, ParsedLine typed, List<Candidate> candidates) {
        String word = typed.word()
                .substring(0, Math.min(typed.wordCursor(), typed.word().length()));
        Stream<String> names =
                typed.line().stripLeading().startsWith(".") ? ofCommand(typed) : ofStatement(typed, word);
        names.filter(name -> name.regionMatches(true, 0, word, 0, word.length()))
                .distinct()
                .forEach(
                        name -> candidates.add(new Candidate(name, name, null, null, null, null, !name.endsWith("("))));
    }

    private Stream<String> ofCommand(ParsedLine typed) {
        if (typed.wordIndex() == 0) return ShellCommands.NAMES.stream();
        return Arrays.stream(session.streams().active())
                .map(StreamingQuery::name)
                .filter(name -> name != null);
    }

    private Stream<String> ofStatement(ParsedLine typed, String word) {
        List<String> tables = column("SHOW TABLES", "tableName");
        Stream<String> columns =
                tables.stream().filter(table -> names(typed, table)).flatMap(this::columns);
        int dot = word.lastIndexOf('.');
        if (dot >= 0) return columns.map(column -> word.substring(0, dot + 1) + column);
        if (word.isEmpty()) return Stream.concat(columns, tables.stream());
        UnaryOperator<String> letters = word.equals(word.toUpperCase(Locale.ROOT))
                ? name -> name.toUpperCase(Locale.ROOT)
                : name -> name.toLowerCase(Locale.ROOT);
        Stream<String> functions = column("SHOW FUNCTIONS", "function").stream()
                .filter(name -> Character.isLetter(name.charAt(0)))
                .map(name -> name + "(");
        return Stream.of(columns, tables.stream(), SqlParser.keywords().stream().map(letters), functions)
                .flatMap(all -> all);
    }

    private static boolean names(ParsedLine typed, String table) {
        return typed.words().stream().anyMatch(table::equalsIgnoreCase);
    }

    /// A table that can't be looked at has no columns to propose.
    private Stream<String> columns(String table) {
        try {
            return Arrays.stream(session.table(table).columns());
        } catch (SluiceException _) {
            return Stream.empty();
        }
    }

    private List<String> column(String statement, String name) {
        var values = new TreeSet<String>();
        session.sql(statement).collectAsList().forEach(row -> values.add(row.getAs(name)));
        return List.copyOf(values);
    }
}
