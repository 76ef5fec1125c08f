package dev.sluice.aws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.storage.ObjectStorage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a server does that is in trouble: here one with a single object, whose answers break off.
class S3TroubleTest {

    private final byte[] content = new byte[100_000];
    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private ObjectStorage storage;

    /// How many of its bytes an answer has before it breaks off.
    private int unbroken = 40_000;

    private String version = "\"1\"";
    private int conflicts;

    @BeforeEach
    void start() throws IOException {
        new Random(1).nextBytes(content);
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::answer);
        server.start();
        var settings = Map.of(
                "spark.hadoop.fs.s3a.endpoint",
                        "http://127.0.0.1:" + server.getAddress().getPort(),
                "spark.hadoop.fs.s3a.path.style.access", "true",
                "spark.hadoop.fs.s3a.access.key", "x",
                "spark.hadoop.fs.s3a.secret.key", "y");
        storage = new ObjectStorage(S3Provider.objects("s3://bucket", settings));
    }

    @AfterEach
    void stop() {
        storage.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("PUT")) {
                put(exchange);
            } else if (exchange.getRequestURI().getPath().equals("/bucket/file")) {
                get(exchange);
            } else {
                list(exchange);
            }
        }
    }

    private void put(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        asked.add("put");
        boolean conflict = conflicts-- > 0;
        // Behind the conflicts somebody else was first.
        String code = conflict ? "ConditionalRequestConflict" : "PreconditionFailed";
        send(exchange, conflict ? 409 : 412, "<Error><Code>" + code + "</Code><Message>" + code + "</Message></Error>");
    }

    private void get(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        String wanted = exchange.getRequestHeaders().getFirst("If-Match");
        asked.add("from " + from + (wanted == null ? "" : " of " + wanted));
        if (wanted != null && !wanted.equals(version)) {
            send(exchange, 412, "<Error><Code>PreconditionFailed</Code></Error>");
            return;
        }
        exchange.getResponseHeaders().set("ETag", version);
        exchange.sendResponseHeaders(from == 0 ? 200 : 206, content.length - from);
        int count = Math.min(unbroken, content.length - from);
        exchange.getResponseBody().write(Arrays.copyOfRange(content, from, from + count));
        exchange.getResponseBody().flush();
    }

    private void list(HttpExchange exchange) throws IOException {
        send(
                exchange,
                200,
                "<ListBucketResult><Name>bucket</Name><Contents><Key>file</Key><Size>" + content.length
                        + "</Size><LastModified>2025-01-01T00:00:00.000Z</LastModified></Contents></ListBucketResult>");
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, exchange.getRequestMethod().equals("HEAD") ? -1 : bytes.length);
        if (!exchange.getRequestMethod().equals("HEAD"))
            exchange.getResponseBody().write(bytes);
    }

    @Test
    void anAnswerThatBreaksOffIsGoneOnWithFromWhereItDid() {
        assertArrayEquals(content, storage.read("file"));
        assertEquals(List.of("from 0", "from 40000 of \"1\"", "from 80000 of \"1\""), asked);
    }

    @Test
    void anAnswerThatAlwaysBreaksOffIsNotAskedForWithoutEnd() {
        unbroken = 0;
        var error = assertThrows(SluiceException.class, () -> storage.read("file"));
        assertEquals(ErrorCondition.IO_ERROR, error.condition());
        assertEquals(4, asked.size());
    }

    @Test
    void theRestOfAnotherVersionIsNotTakenForThatOfTheFirst() throws IOException {
        try (var in = storage.open("file", 0)) {
            assertEquals(1_000, in.readNBytes(1_000).length);
            version = "\"2\"";
            var error = assertThrows(IOException.class, in::readAllBytes);
            assertEquals("it was replaced while it was read", error.getMessage());
        }
    }

    @Test
    void aConflictIsTriedAgain() {
        conflicts = 2;
        assertFalse(storage.create("new", new byte[1]));
        assertEquals(List.of("put", "put", "put"), asked.subList(0, 3));
    }

    @Test
    void aConflictThatStaysIsNotTriedWithoutEnd() {
        conflicts = 30;
        var error = assertThrows(SluiceException.class, () -> storage.create("new", new byte[1]));
        assertEquals(ErrorCondition.IO_ERROR, error.condition());
        assertTrue(
                error.getMessage().contains("another creates it at the same moment, whenever it is tried"),
                error.getMessage());
    }
}
