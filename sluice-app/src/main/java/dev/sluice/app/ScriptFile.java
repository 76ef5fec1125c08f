package dev.sluice.app;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Session;
import dev.sluice.ast.FunctionStatement;
import dev.sluice.ast.Statement;
import dev.sluice.ast.TableStatement;
import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.parser.SqlParser;
import dev.sluice.parser.SqlParser.Piece;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A file of SQL statements. Errors tell their place in the file, where those of a statement tell it in the statement.
final class ScriptFile {

    /// A statement of the file: as text, and as it was understood.
    private record Said(Piece piece, Statement statement) {}

    private final String text;
    private final List<Said> statements = new ArrayList<>();

    private ScriptFile(String text) {
        this.text = text;
    }

    /// Reads a file, and all its statements: one with a mistake in its last line is not begun.
    static ScriptFile read(String path, Terminal terminal) {
        String text = new String(terminal.files().read(path), StandardCharsets.UTF_8);
        var file = new ScriptFile(text);
        for (Piece piece : SqlParser.split(text)) {
            file.statements.add(new Said(piece, placing(text, piece, () -> SqlParser.statement(piece.text()))));
        }
        return file;
    }

    /// Runs the statements in order.
    ///
    /// @param mayAsk is asked before a query, which may read what earlier statements write; if not, the rest is not run
    /// @param answers gets what the queries among them, and commands that are questions, have to say
    void run(Session session, BooleanSupplier mayAsk, Consumer<DataFrame> answers) {
        for (Said said : statements) {
            if (said.statement instanceof Statement.Query && !mayAsk.getAsBoolean()) return;
            placing(text, said.piece, () -> {
                DataFrame answer = session.sql(said.piece.text());
                if (isQuestion(said.statement)) answers.accept(answer);
                return answer;
            });
        }
    }

    private static boolean isQuestion(Statement statement) {
        return switch (statement) {
            case Statement.Query _,
                    Statement.Explain _,
                    Statement.ShowTables _,
                    Statement.Show _,
                    Statement.ShowColumns _,
                    Statement.ShowCreate _,
                    Statement.ShowProperties _,
                    Statement.Describe _,
                    Statement.DescribeColumn _,
                    Statement.DescribeSchema _,
                    Statement.DescribeQuery _,
                    Statement.ExecuteImmediate _ -> true;
            case Statement.OfFunction(FunctionStatement said) ->
                said instanceof FunctionStatement.Show || said instanceof FunctionStatement.Describe;
            case Statement.OfTable(TableStatement said) -> said instanceof TableStatement.Partitions;
            case Statement.CreateView _,
                    Statement.CreateTable _,
                    Statement.CreateTableAs _,
                    Statement.Truncate _,
                    Statement.Drop _,
                    Statement.Insert _,
                    Statement.InsertDirectory _,
                    Statement.MultiInsert _,
                    Statement.SetConfig _,
                    Statement.ResetConfig _,
                    Statement.DeclareVariables _,
                    Statement.SetVariables _,
                    Statement.DropVariable _,
                    Statement.CreateSchema _,
                    Statement.DropSchema _,
                    Statement.Nothing _ -> false;
        };
    }

    /// Does something with a piece of a script. An error that has a place in the piece gets its place in the script, if
    /// that has more than one line.
    static <T> T placing(String script, Piece piece, Supplier<T> action) {
        try {
            return action.get();
        } catch (SluiceException e) {
            SourcePosition at = e.position();
            if (at == null || !at.text().equals(piece.text()) || !script.contains("\n")) throw e;
            throw e.at(new SourcePosition(script, piece.start() + at.start(), piece.start() + at.stop()));
        }
    }
}
