package dev.sluice.app;

import dev.sluice.api.StreamingQuery;
import dev.sluice.api.StreamingQueryListener;

/// Tells of streams that have ended by themselves while the person did something else.
final class ShellNews extends StreamingQueryListener {

    private final Streams streams;
    private final boolean verbose;
    private final Terminal terminal;

    ShellNews(Streams streams, boolean verbose, Terminal terminal) {
        this.streams = streams;
        this.verbose = verbose;
        this.terminal = terminal;
    }

    @Override
    public void onQueryStarted(QueryStartedEvent event) {}

    @Override
    public void onQueryProgress(QueryProgressEvent event) {}

    @Override
    public void onQueryTerminated(QueryTerminatedEvent event) {
        for (StreamingQuery query : streams.queries()) {
            if (query.runId().equals(event.runId())) Main.printFailure(query, verbose, terminal);
        }
    }
}
