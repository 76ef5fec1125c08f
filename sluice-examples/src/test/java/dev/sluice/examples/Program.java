package dev.sluice.examples;

import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.app.log.Log;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;

/// An example that runs in a thread of its own, with what it prints and logs.
///
/// The session is there before the program asks for it, so that a test can look at it and stop it.
final class Program implements AutoCloseable {

    private final PrintStream standardOutput = System.out;
    final Screen screen = new Screen();
    final Screen log = new Screen();
    private final Session session;
    private final CompletableFuture<Void> run;

    private Program(Runnable main) {
        Log.to(log.stream());
        System.setOut(screen.stream());
        session = Session.builder()
                .output(System.out)
                .config("spark.sql.session.timeZone", "UTC")
                .getOrCreate();
        run = CompletableFuture.runAsync(main);
    }

    static Program start(Runnable main) {
        return new Program(main);
    }

    void awaitEnd() {
        run.join();
    }

    /// Stops the query; the program, which waits for its end, goes on and ends.
    void stop() {
        for (StreamingQuery query : session.streams().active()) query.stop();
        awaitEnd();
    }

    @Override
    public void close() {
        session.close();
        System.setOut(standardOutput);
        Log.to(System.err);
    }
}
