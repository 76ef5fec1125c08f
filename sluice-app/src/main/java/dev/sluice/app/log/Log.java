package dev.sluice.app.log;

import java.io.PrintStream;

/// What of the log is shown, and where. There is one log in a process, so this is static.
public final class Log {

    private static final String QUERIES = "MicroBatchExecution";
    private static volatile System.Logger.Level threshold = System.Logger.Level.WARNING;
    private static volatile PrintStream output = System.err;

    private Log() {}

    /// Shows messages of this level and above; warnings and errors if nothing is said.
    public static void show(System.Logger.Level lowest) {
        threshold = lowest;
    }

    /// Shows messages there.
    public static void to(PrintStream stream) {
        output = stream;
    }

    /// Whether a message is shown. That a query failed is not, unless all is: the command says it itself, in its own
    /// way.
    static boolean shows(String logger, System.Logger.Level level) {
        if (logger.equals(QUERIES) && level == System.Logger.Level.ERROR) {
            return threshold.getSeverity() < System.Logger.Level.WARNING.getSeverity();
        }
        return level.getSeverity() >= threshold.getSeverity() && level != System.Logger.Level.OFF;
    }

    static void print(String lines) {
        output.print(lines);
        output.flush();
    }
}
