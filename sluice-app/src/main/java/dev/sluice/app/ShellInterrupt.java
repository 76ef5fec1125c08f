package dev.sluice.app;

import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jspecify.annotations.Nullable;

/// Ctrl-C while a statement runs: ends the query that the statement waits for, and not the shell. While a line is read
/// the reader sees to it itself.
final class ShellInterrupt {

    private final Session session;
    private final org.jline.terminal.Terminal terminal;
    private volatile @Nullable StreamingQuery query;
    private volatile boolean asked;

    ShellInterrupt(Session session, org.jline.terminal.Terminal terminal) {
        this.session = session;
        this.terminal = terminal;
    }

    /// A statement that runs until this is closed.
    interface Awaited extends AutoCloseable {
        @Override
        void close();
    }

    Awaited awaited() {
        query = null;
        asked = false;
        SignalHandler before = terminal.handle(Signal.INT, _ -> end());
        return () -> terminal.handle(Signal.INT, before);
    }

    /// From now on it is this stream that is waited for: it ends after the running micro-batch, and at once if Ctrl-C
    /// is pressed once more.
    void stops(StreamingQuery streaming) {
        query = streaming;
    }

    private void end() {
        StreamingQuery streaming = query;
        boolean again = asked;
        asked = true;
        session.interruptAll();
        if (streaming == null) return;
        // Both wait for the end, and the next signal must be heard meanwhile.
        Thread.ofVirtual().start(again ? streaming::cancel : streaming::stop);
    }
}
