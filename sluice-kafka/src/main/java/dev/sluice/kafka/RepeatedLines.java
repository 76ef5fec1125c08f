package dev.sluice.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Lets a line of Kafka's network client by once in a minute: while a broker is away each client tries, and says so, up
/// to twenty times a second.
final class RepeatedLines implements Filter {

    private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

    /// More lines than differ while nothing but brokers that are away is wrong.
    private static final int MOST_LINES = 1_000;

    /// Held here, since a logger that nobody holds forgets its filter.
    private static final Logger NETWORK = Logger.getLogger("org.apache.kafka.clients.NetworkClient");

    private final LongSupplier nanoClock;
    private final Map<String, Long> toldNanos = new HashMap<>();

    RepeatedLines(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /// A filter that somebody else has set stays.
    static void leaveOut() {
        if (NETWORK.getFilter() == null) NETWORK.setFilter(new RepeatedLines(System::nanoTime));
    }

    @Override
    public synchronized boolean isLoggable(LogRecord record) {
        long now = nanoClock.getAsLong();
        String line = withoutClient(String.valueOf(record.getMessage()));
        Long told = toldNanos.get(line);
        if (told != null && now - told < PAUSE_NANOS) return false;
        if (toldNanos.size() >= MOST_LINES) toldNanos.clear();
        toldNanos.put(line, now);
        return true;
    }

    /// `[AdminClient clientId=adminclient-1] Connection to node -1 …`: all clients of a query say the same.
    private static String withoutClient(String line) {
        int end = line.startsWith("[") ? line.indexOf("] ") : -1;
        return end < 0 ? line : line.substring(end + 2);
    }
}
