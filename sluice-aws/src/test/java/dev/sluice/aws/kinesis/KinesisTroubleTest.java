package dev.sluice.aws.kinesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.connector.Options;
import dev.sluice.connector.ReadLimit;
import dev.sluice.connector.Source;
import dev.sluice.machine.Machine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a service does that is busy or in trouble, as the one of the other tests never is: here one with a single shard
/// in which there is always more.
@Timeout(60) // one that waits for the end of it would wait for ever
class KinesisTroubleTest {

    static {
        System.setProperty("aws.cborEnabled", "false");
    }

    private static final String SHARD = "shardId-000000000000";
    private static final int FIRST = 100;

    /// How many of its records are of the past; the others are of tomorrow.
    private int past = Integer.MAX_VALUE;

    /// How often a question is refused, and with what.
    private final Map<String, Integer> refusals = new HashMap<>();

    private String refusal = "";
    private boolean empty;
    private int given;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        String question = target.substring(target.indexOf('.') + 1);
        boolean refused = refusals.merge(question, -1, Integer::sum) >= 0;
        String text = refused ? "{'__type': '" + refusal + "', 'message': 'no'}" : answer(question);
        byte[] body = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(refused ? 400 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String answer(String question) {
        return switch (question) {
            case "ListShards" -> shards();
            case "GetShardIterator" -> "{'ShardIterator': 'any'}";
            default -> records();
        };
    }

    private String shards() {
        return "{'Shards': [{'ShardId': '" + SHARD
                + "', 'HashKeyRange': {'StartingHashKey': '0', 'EndingHashKey': '9'},"
                + " 'SequenceNumberRange': {'StartingSequenceNumber': '1'"
                + (empty ? ", 'EndingSequenceNumber': '2'" : "") + "}}]}";
    }

    /// One at a time.
    private String records() {
        if (empty) return "{'MillisBehindLatest': 0, 'Records': []}";
        long day = given < past ? -1 : 1;
        long seconds = System.currentTimeMillis() / 1_000 + day * 86_400;
        return "{'MillisBehindLatest': 1000, 'NextShardIterator': 'any', 'Records': [{'SequenceNumber': '"
                + (FIRST + given++) + "', 'Data': 'eA==', 'PartitionKey': 'x', 'ApproximateArrivalTimestamp': "
                + seconds + "}]}";
    }

    private Source open(String... options) {
        Map<String, String> told = new HashMap<>(Map.of(
                "streamName", "clicks",
                "endpointUrl", "http://127.0.0.1:" + server.getAddress().getPort(),
                "awsAccessKey", "any",
                "awsSecretKey", "any",
                "initialPosition", "TRIM_HORIZON",
                "fetchInterval", "5"));
        for (int i = 0; i < options.length; i += 2) told.put(options[i], options[i + 1]);
        return new KinesisSource(KinesisOptions.of(new Options(told)), Machine.real());
    }

    private static Offset latest(Source source, Offset from) {
        return source.latest(from, ReadLimit.OPTIONS).orElseThrow();
    }

    private static Position reached(Offset offset) {
        return ShardPositions.of(offset.json()).of(SHARD);
    }

    /// Goes on until nothing is new.
    private static Position end(Source source) {
        Offset from = source.latest(null, ReadLimit.OPTIONS).orElseThrow();
        for (Offset to = latest(source, from); !to.equals(from); to = latest(source, from)) from = to;
        return reached(from);
    }

    @Test
    void whatIsFrozenEndsWhereNothingStops() {
        past = 10;
        try (Source source = open()) {
            source.freeze();
            assertEquals(new Position.After(String.valueOf(FIRST + past - 1)), end(source));
        }
    }

    @Test
    void whoWaitsForAllIsGivenWhatIsThere() {
        try (Source source = open()) {
            source.catchUp();
            Offset offset = source.latest(null, ReadLimit.OPTIONS).orElseThrow();
            assertInstanceOf(Position.After.class, reached(offset));
        }
    }

    @Test
    void aTimeThatIsStillToComeThereIsWaitedFor() {
        past = 3;
        refusal = "InvalidArgumentException";
        refusals.put("GetShardIterator", 2);
        try (Source source = open("initialPosition", "AT_TIMESTAMP", "initialTimestamp", "2020-01-02T03:04:05Z")) {
            source.freeze();
            assertEquals(new Position.After(String.valueOf(FIRST + past - 1)), end(source));
        }
    }

    @Test
    void whoHasHadTooMuchOfUsIsAskedAgain() {
        past = 3;
        refusal = "ThrottlingException";
        refusals.put("GetRecords", 4);
        try (Source source = open()) {
            source.freeze();
            assertEquals(new Position.After(String.valueOf(FIRST + past - 1)), end(source));
        }
    }

    @Test
    void aShardWithoutRecordsHasNoneWhenItIsReadAgain() {
        empty = true;
        InputRange range;
        try (Source source = open()) {
            source.freeze();
            Offset end = source.latest(null, ReadLimit.OPTIONS).orElseThrow();
            assertEquals(new Position.Ended(), reached(end));
            range = source.range(null, end);
            assertEquals(List.of(), source.splits(range));
        }
        try (Source again = open()) {
            assertEquals(List.of(), again.splits(range));
        }
    }

    @Test
    void aShardThatIsGoneIsToldOnce() {
        var gone = Map.<String, Position>of("shardId-000000000009", new Position.After("5"));
        Offset from = ShardPositions.none(Begin.OLDEST).with(gone).toOffset();
        try (Source source = open("failOnDataLoss", "false")) {
            assertEquals(ShardPositions.none(Begin.OLDEST).toOffset(), latest(source, from));
        }
    }
}
