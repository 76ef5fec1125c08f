package dev.sluice.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.connector.Provider;
import dev.sluice.connector.ReadLimit;
import dev.sluice.connector.Source;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import dev.sluice.machine.StandingClock;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SocketSourceTest {

    private static final DataType.Struct VALUE = DataType.Struct.of(Field.of("value", Atomic.STRING));

    private final ServerSocket server;
    private final Semaphore wakes = new Semaphore(0);
    private final StandingClock clock = new StandingClock(1_577_836_800_000L);

    SocketSourceTest() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private Source open(String... more) {
        Provider provider = Rows.provider("socket");
        var options = Rows.options("host", "localhost", "port", String.valueOf(server.getLocalPort()));
        var all = options.asMap();
        for (int i = 0; i < more.length; i += 2) all.put(more[i], more[i + 1]);
        var given = new dev.sluice.connector.Options(all);
        var around = Rows.around(new MemoryStorage(), clock, new ByteArrayOutputStream());
        Source source = provider.source(given, provider.schema(given, null, true, around), around)
                .orElseThrow();
        source.onData(wakes::release);
        return source;
    }

    private static void send(Socket peer, String text) throws IOException {
        peer.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        peer.getOutputStream().flush();
    }

    /// Waits until the source has so many lines, woken by it.
    private Offset await(Source source, @Nullable Offset from, long number) throws InterruptedException {
        while (true) {
            Offset latest = source.latest(from, ReadLimit.OPTIONS).orElseThrow();
            if (latest.json().asLong() >= number) return latest;
            wakes.acquire();
        }
    }

    private static List<String> rows(Source source, @Nullable Offset from, Offset to) {
        return Rows.of(source.splits(source.range(from, to)), source.schema());
    }

    private static Offset offset(long number) {
        return new Offset(JsonValue.of(number));
    }

    @Test
    void linesAreCountedAsTheyComeIn() throws Exception {
        try (Source source = open();
                Socket peer = server.accept()) {
            Offset start = source.latest(null, ReadLimit.OPTIONS).orElseThrow();
            assertEquals("-1", start.toString());
            send(peer, "apple pie\nbanana\r\n\nhalf a l");
            Offset first = await(source, start, 2);
            assertEquals("2", first.toString());
            assertEquals(List.of("apple pie", "banana", ""), rows(source, start, first));
            send(peer, "ine\n");
            Offset second = await(source, first, 3);
            assertEquals(List.of("half a line"), rows(source, first, second));
            assertEquals(List.of("apple pie", "banana", "", "half a line"), rows(source, start, second));
            assertEquals(4, source.rowCount(source.range(start, second)).orElseThrow());
        }
    }

    @Test
    void aLimitInRowsTakesSoManyLines() throws Exception {
        try (Source source = open();
                Socket peer = server.accept()) {
            Offset start = source.latest(null, ReadLimit.OPTIONS).orElseThrow();
            send(peer, "a\nb\nc\nd\ne\n");
            await(source, start, 4);
            Offset second = source.latest(start, ReadLimit.rows(2)).orElseThrow();
            assertEquals(List.of("a", "b"), rows(source, start, second));
            assertEquals(3, source.rowsLeft());
            Offset last = source.latest(second, ReadLimit.rows(3)).orElseThrow();
            assertEquals(List.of("c", "d", "e"), rows(source, second, last));
            assertEquals(0, source.rowsLeft());
        }
    }

    @Test
    void committedLinesAreForgotten() throws Exception {
        try (Source source = open();
                Socket peer = server.accept()) {
            send(peer, "a\n");
            Offset first = await(source, null, 0);
            source.commit(first);
            send(peer, "b\n");
            Offset second = await(source, first, 1);
            assertEquals(List.of("b"), rows(source, first, second));
            assertEquals(List.of("b"), rows(source, null, second));
        }
    }

    @Test
    void theTimeOfArrivalIsAColumnIfAskedFor() throws Exception {
        try (Source source = open("includeTimestamp", "true");
                Socket peer = server.accept()) {
            assertEquals("value STRING,timestamp TIMESTAMP", source.schema().toDdl());
            send(peer, "a\n");
            assertEquals(List.of("a|2020-01-01 00:00:00"), rows(source, null, await(source, null, 0)));
        }
    }

    @Test
    void whenThePeerClosesTheSourceSaysSoAndStaysIdle() throws Exception {
        var said = new CompletableFuture<String>();
        Logger log = Logger.getLogger("TextSocketMicroBatchStream");
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                String line = new java.util.logging.SimpleFormatter().formatMessage(entry);
                // Not what the source of a test before this one says late.
                if (line.endsWith(":" + server.getLocalPort())) said.complete(line);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        log.addHandler(handler);
        log.setUseParentHandlers(false);
        try (Source source = open()) {
            try (Socket peer = server.accept()) {
                send(peer, "last words");
            }
            Offset end = await(source, null, 0);
            assertEquals(List.of("last words"), rows(source, null, end));
            assertEquals("Stream closed by localhost:" + server.getLocalPort(), said.get());
            assertEquals(end, source.latest(end, ReadLimit.OPTIONS).orElseThrow());
        } finally {
            log.removeHandler(handler);
            log.setUseParentHandlers(true);
        }
    }

    @Test
    void afterARestartLinesAreCountedOnFromTheLog() throws Exception {
        try (Source source = open();
                Socket peer = server.accept()) {
            send(peer, "c\nd\n");
            while (source.newest().orElseThrow().json().asLong() < 1) wakes.acquire();
            // The log ends with 4 committed lines and a micro-batch that was planned up to the sixth.
            var planned = new InputRange(offset(3), offset(5), JsonValue.JsonNull.NULL);
            source.replay(planned);
            assertEquals(List.of(), Rows.of(source.splits(planned), VALUE));
            Offset latest = await(source, offset(5), 7);
            assertEquals("7", latest.toString());
            assertEquals(List.of("c", "d"), rows(source, offset(5), latest));
        }
    }

    @Test
    void manyLinesAreReadByManyTasks() throws Exception {
        try (Source source = open("numPartitions", "3");
                Socket peer = server.accept()) {
            var text = new StringBuilder();
            for (int i = 0; i < 100_000; i++) text.append(i).append('\n');
            send(peer, text.toString());
            Offset end = await(source, null, 99_999);
            assertEquals(3, source.splits(source.range(null, end)).size());
            List<String> rows = rows(source, null, end);
            for (int i = 0; i < rows.size(); i++) assertEquals(String.valueOf(i), rows.get(i));
        }
    }

    @Test
    void aRefusedConnectionSaysHowToStartAServer() throws IOException {
        server.close();
        var error = assertThrows(SluiceException.class, this::open);
        assertEquals("SLUICE_SOURCE.SOCKET_CONNECTION_FAILED", error.getCondition());
        assertTrue(error.sentence().contains("Connection refused"), error.sentence());
        assertTrue(error.getMessage().contains("nc -lk " + server.getLocalPort()), error.getMessage());
    }

    private static String refused(String... options) {
        return assertThrows(
                        SluiceException.class,
                        () -> Rows.provider("socket").schema(Rows.options(options), null, true, Rows.around()))
                .sentence();
    }

    @Test
    void badOptionsAreRefusedInTheWordsOfSpark() {
        assertTrue(refused().contains("Set a host to read from with option(\"host\", ...)."));
        assertTrue(refused("host", "localhost").contains("Set a port to read from with option(\"port\", ...)."));
        assertTrue(refused("host", "localhost", "port", "abc").contains("Invalid value 'abc' for option 'port'"));
        assertTrue(refused("host", "localhost", "port", "99999").contains("Invalid value '99999'"));
        assertTrue(refused("host", "localhost", "port", "1", "includeTimestamp", "maybe")
                .contains("IncludeTimestamp must be set to either \"true\" or \"false\"."));
        var error = assertThrows(
                SluiceException.class,
                () -> Rows.provider("socket")
                        .schema(Rows.options("host", "h", "port", "1"), VALUE, true, Rows.around()));
        assertTrue(
                error.sentence().contains("TextSocketSourceProvider source does not support user-specified schema."));
    }
}
