package dev.sluice.app;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Session;
import java.util.List;

/// `sluice explain --why DIR`: what a query waits for.
final class ExplainCommand implements Command {

    private static final Option WHY = Option.flag("--why", "why the query has not given out yet what it holds");

    /// As many rows as a screen and a half.
    private static final int SHOWN = 60;

    @Override
    public String name() {
        return "explain";
    }

    @Override
    public String summary() {
        return "tell what a query waits for";
    }

    @Override
    public String synopsis() {
        return "--why DIR";
    }

    @Override
    public String description() {
        return """
                Shows, for the checkpoint of one query, which group, session or join row waits for
                which watermark, which input holds it back, and what row would release it; the
                earliest first. The query may be running. In SQL the same is
                SELECT * FROM explain_waiting('DIR').

                example:
                  sluice explain --why /tmp/counts/screen
                """;
    }

    @Override
    public List<Option> options() {
        return Engine.with(WHY);
    }

    @Override
    public int run(Arguments arguments, Terminal given) {
        if (!arguments.has(WHY.name()) || arguments.rest().size() != 1) {
            throw new UsageException("explain needs to be asked why, and a directory: sluice explain " + synopsis());
        }
        Terminal terminal = Engine.terminal(arguments, given);
        try (Session session = Engine.open(arguments, terminal)) {
            String directory = arguments.rest().getFirst().replace("\\", "\\\\").replace("'", "\\'");
            DataFrame waiting = session.sql("SELECT * FROM explain_waiting('" + directory + "')");
            waiting.show(SHOWN, false);
            if (waiting.isEmpty()) {
                terminal.out().flush();
                terminal.err().println("nothing waits: no operator holds a row or group that a watermark would let go");
            }
        }
        return Main.DONE;
    }
}
