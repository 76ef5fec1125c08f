package dev.sluice.aws.kinesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.connector.Options;
import dev.sluice.connector.ReadLimit;
import dev.sluice.connector.Source;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import dev.sluice.machine.Machine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    private boolean silent;
    private int retentionHours = 24;
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
            case "DescribeStreamSummary" ->
                "{'StreamDescriptionSummary': {'RetentionPeriodHours': " + retentionHours + "}}";
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
        if (silent) return "{'MillisBehindLatest': 0, 'NextShardIterator': 'any', 'Records': []}";
        long day = given < past ? -1 : 1;
        long seconds = System.currentTimeMillis() / 1_000 + day * 86_400;
        return "{'MillisBehindLatest': 1000, 'NextShardIterator': 'any', 'Records': [{'SequenceNumber': '"
                + (FIRST + given++) + "', 'Data': 'eA==', 'PartitionKey': 'x', 'ApproximateArrivalTimestamp': "
                + seconds + "}]}";
    }

    private Source open(String... options) {
        return open(Duration.ZERO, options);
    }

    /// @param later than now
    private Source open(Duration later, String... options) {
        Map<String, String> told = new HashMap<>(Map.of(
                "streamName", "clicks",
                "endpointUrl", "http://127.0.0.1:" + server.getAddress().getPort(),
                "awsAccessKey", "any",
                "awsSecretKey", "any",
                "initialPosition", "TRIM_HORIZON",
                "fetchInterval", "5"));
        for (int i = 0; i < options.length; i += 2) told.put(options[i], options[i + 1]);
        return new KinesisSource(KinesisOptions.of(new Options(told)), machine(later));
    }

    private static Machine machine(Duration later) {
        Machine real = Machine.real();
        return new Machine(Clock.offset(real.clock(), later), real.threads(), real.random());
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

    /// A query that was away for longer than the stream keeps records does not know what it has missed of a shard of
    /// which it had read nothing.
    @ParameterizedTest
    @CsvSource({
        "range,  23, 24, true, false",
        "range,  25, 24, true, true",
        "memory, 25, 24, true, true",
        "range,  25, 48, true, false",
        "range,  25, 24, false, false"
    })
    void whatWasMissedOfAShardThatWasNotReadIsNoticed(
            String from, int hours, int retention, boolean fails, boolean isNoticed) {
        silent = true;
        retentionHours = retention;
        Offset offset;
        InputRange range;
        JsonValue memory;
        try (Source source = open()) {
            offset = latest(source, null);
            range = source.range(null, offset);
            memory = source.memory();
        }
        try (Source again = open(Duration.ofHours(hours), "failOnDataLoss", "" + fails)) {
            if (from.equals("range")) again.replay(range);
            if (from.equals("memory")) again.restore(memory);
            if (isNoticed) {
                var loss = assertThrows(SluiceException.class, () -> latest(again, offset));
                assertEquals("SLUICE_KINESIS.DATA_LOSS", loss.getCondition());
                assertTrue(loss.getMessage().contains(SHARD), loss::getMessage);
            } else {
                assertEquals(offset, latest(again, offset));
            }
        }
    }

    /// A limit left it for later, and its first record is gone then.
    @Test
    void theFirstRecordOfAShardThatWasNotReadIsMissed() {
        Offset nothing = ShardPositions.none(Begin.OLDEST).toOffset();
        InputRange range;
        try (Source source = open()) {
            assertInstanceOf(Position.After.class, reached(latest(source, null)));
            range = new InputRange(null, nothing, source.range(null, nothing).replay());
        }
        given = 10; // those before are gone
        try (Source again = open()) {
            again.replay(range);
            var loss = assertThrows(SluiceException.class, () -> latest(again, nothing));
            assertTrue(loss.getMessage().contains("the record " + FIRST + " of " + SHARD), loss::getMessage);
        }
        given = 0;
        try (Source again = open()) {
            again.replay(range);
            assertInstanceOf(Position.After.class, reached(latest(again, nothing)));
        }
    }
}
