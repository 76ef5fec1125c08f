package dev.sluice.app;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.api.StreamingQueryException;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import dev.sluice.parser.SqlParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Statements and their answers, as tables or as JSON.
final class SqlDialog {

    private final Session session;
    private final Terminal terminal;
    private final boolean json;
    private final boolean verbose;
    private final Streams streams;
    /// Streams that were started and don't end by themselves.
    private final List<StreamingQuery> endless = new ArrayList<>();

    SqlDialog(Session session, Terminal terminal, boolean json, boolean verbose) {
        this.session = session;
        this.terminal = terminal;
        this.json = json;
        this.verbose = verbose;
        streams = Streams.of(session);
    }

    /// Runs a statement of a script, and prints its answer once it is complete.
    ///
    /// @return whether all went well; if not, it has been said
    boolean answer(String script, SqlParser.Piece statement) {
        try {
            return ScriptFile.placing(script, statement, () -> tryToAnswer(statement.text()));
        } catch (RuntimeException e) {
            printError(e);
            return false;
        }
    }

    private boolean tryToAnswer(String statement) {
        int before = streams.queries().size();
        DataFrame answer = session.sql(statement);
        List<StreamingQuery> started = streams.queries().stream().skip(before).toList();
        for (StreamingQuery query : started) {
            if (!Streams.endsByItself(query)) {
                endless.add(query);
            } else if (streams.await(List.of(query)).isPresent()) {
                printFailure(query);
                return false;
            }
        }
        if (json) {
            printJson(answer);
        } else if (started.isEmpty()) {
            Answers.printTable(answer, terminal.out());
        } else {
            for (StreamingQuery query : started) {
                terminal.err()
                        .println((Streams.endsByItself(query) ? "streamed: " : "streaming: ") + Streams.nameOf(query));
            }
        }
        return true;
    }

    private void printJson(DataFrame answer) {
        String schema = JsonValue.of(answer.schema().toDdl()).toText();
        String rows = answer.columns().length == 0 ? "" : String.join(",", answer.toJSON());
        terminal.out().println("{\"schema\":" + schema + ",\"rows\":[" + rows + "]}");
        terminal.out().flush();
    }

    private void printFailure(StreamingQuery query) {
        if (json) {
            query.exception().ifPresent(this::printError);
        } else {
            Main.printFailure(query, verbose, terminal);
        }
    }

    void printError(RuntimeException error) {
        if (!json || Main.isBug(error)) Main.printError(error, verbose, terminal);
        if (!json) return;
        String condition = "INTERNAL_ERROR";
        String sqlState = "XX000";
        if (error instanceof SluiceException said) {
            condition = said.getCondition();
            sqlState = said.getSqlState();
        } else if (error instanceof StreamingQueryException failed) {
            condition = failed.getCondition();
            sqlState = failed.getSqlState();
        }
        var fields = JsonValue.object()
                .put("condition", condition)
                .put("sqlState", sqlState)
                .put("message", error.getMessage());
        terminal.out()
                .println(JsonValue.object().put("error", fields.build()).build().toText());
        terminal.out().flush();
    }

    /// Waits for the streams that are still running.
    ///
    /// @return whether none of them failed
    boolean awaitStreams() {
        Optional<StreamingQuery> failed = streams.await(endless);
        failed.ifPresent(query -> Main.printFailure(query, verbose, terminal));
        return failed.isEmpty();
    }

    /// Ends the streams, each after its running micro-batch.
    void stop() {
        streams.stop();
    }
}
