package dev.sluice.aws.kinesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.connector.Options;
import dev.sluice.connector.ReadLimit;
import dev.sluice.connector.Source;
import dev.sluice.error.SluiceException;
import dev.sluice.machine.Machine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A service that answers a question for records only when each of its shards is asked.
@Timeout(60) // who asks one after the other would wait for ever
class KinesisSideBySideTest {

    static {
        System.setProperty("aws.cborEnabled", "false");
    }

    private static final List<String> SHARDS = List.of("shard-a", "shard-b", "shard-c");

    private final CyclicBarrier together = new CyclicBarrier(SHARDS.size());
    private final Set<String> given = ConcurrentHashMap.newKeySet();
    private volatile String refused = "";
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String shard = SHARDS.stream().filter(asked::contains).findFirst().orElse("");
        String text = switch (target.substring(target.indexOf('.') + 1)) {
            case "ListShards" -> shards();
            case "GetShardIterator" -> "{'ShardIterator': '" + shard + "'}";
            default -> records(shard);
        };
        byte[] body = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(text.contains("__type") ? 400 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String shards() {
        return SHARDS.stream()
                .map(shard -> "{'ShardId': '" + shard + "', 'HashKeyRange': {'StartingHashKey': '0', 'EndingHashKey':"
                        + " '9'}, 'SequenceNumberRange': {'StartingSequenceNumber': '1'}}")
                .collect(Collectors.joining(", ", "{'Shards': [", "]}"));
    }

    private String records(String shard) {
        String nothing = "{'MillisBehindLatest': 0, 'NextShardIterator': '" + shard + "', 'Records': [";
        if (!given.add(shard)) return nothing + "]}";
        try {
            together.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        if (shard.equals(refused)) return "{'__type': 'AccessDeniedException', 'message': 'not for you'}";
        return nothing + "{'SequenceNumber': '7', 'Data': 'eA==', 'PartitionKey': 'x', 'ApproximateArrivalTimestamp':"
                + " 1577934245}]}";
    }

    private Source open() {
        return new KinesisSource(
                KinesisOptions.of(new Options(Map.of(
                        "streamName", "clicks",
                        "endpointUrl", "http://127.0.0.1:" + server.getAddress().getPort(),
                        "awsAccessKey", "any",
                        "awsSecretKey", "any",
                        "initialPosition", "TRIM_HORIZON"))),
                Machine.real());
    }

    @Test
    void shardsAreAskedSideBySide() {
        try (Source source = open()) {
            var offset = source.latest(null, ReadLimit.OPTIONS).orElseThrow();
            assertEquals(
                    Set.copyOf(SHARDS),
                    ShardPositions.of(offset.json()).byShard().keySet());
        }
    }

    /// What one is refused the source is, when the others have their answers.
    @Test
    void aShardThatIsRefusedIsSaid() {
        refused = "shard-b";
        try (Source source = open()) {
            var failed = assertThrows(SluiceException.class, () -> source.latest(null, ReadLimit.OPTIONS));
            assertTrue(failed.getMessage().contains("Cannot read shard-b in Kinesis"), failed::getMessage);
            assertTrue(failed.getMessage().contains("not for you"), failed::getMessage);
        }
    }
}
