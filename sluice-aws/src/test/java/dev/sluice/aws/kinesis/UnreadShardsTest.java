package dev.sluice.aws.kinesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.connector.Options;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.kinesis.model.Shard;

class UnreadShardsTest {

    private static final ShardPositions NOTHING = ShardPositions.none(Begin.OLDEST);

    /// No service is there: whoever asks it for the retention fails.
    ///
    /// @param read the shards of which something was read, of a and b
    /// @param first those whose first record is in the log
    /// @param asks whether the retention has to be known
    @ParameterizedTest
    @CsvSource({
        "'', '', true, true",
        "a, '', true, true",
        "a, b, true, false",
        "a b, '', true, false",
        "'', a b, true, false",
        "'', '', false, false"
    })
    void theRetentionIsAskedForOnlyWhereItDecides(String read, String first, boolean fails, boolean asks) {
        var options = new Options(Map.of(
                "streamName", "clicks",
                "endpointUrl", "http://127.0.0.1:1",
                "awsAccessKey", "any",
                "awsSecretKey", "any"));
        var positions = new TreeMap<String, Position>();
        for (String shard : words(read)) positions.put(shard, new Position.After("7"));
        try (var calls = new KinesisCalls(KinesisOptions.of(options))) {
            Runnable check = () -> known(words(first))
                    .check(
                            Duration.ofDays(2).toMillis(),
                            new ShardPositions(Begin.OLDEST, positions),
                            tree("a", "b"),
                            calls,
                            new DataLoss("clicks", fails));
            if (asks) {
                assertEquals(
                        "SLUICE_KINESIS.FAILED",
                        assertThrows(SluiceException.class, check::run).getCondition());
            } else {
                check.run();
            }
        }
    }

    @Test
    void ofAShardThatIsNotListedAnyMoreTheFirstRecordIsMissed() {
        SluiceException loss = assertThrows(
                SluiceException.class,
                () -> known("a", "b").forgetGone(NOTHING, tree("a"), new DataLoss("clicks", true)));
        assertEquals("SLUICE_KINESIS.DATA_LOSS", loss.getCondition());
        assertTrue(loss.getMessage().contains("b, of which nothing was read"), loss::getMessage);
    }

    @Test
    void aShardThatIsNotListedAnyMoreLeavesTheLog() {
        UnreadShards unread = known("a", "b");
        unread.forgetGone(NOTHING, tree("a"), new DataLoss("clicks", false));
        assertEquals(known("a").toJson(), unread.toJson());
    }

    /// What a log knows of whose last range was planned in 1970.
    private static UnreadShards known(String... first) {
        JsonValue.ObjectBuilder numbers = JsonValue.object();
        for (String shard : first) numbers.put(shard, "7");
        var unread = new UnreadShards();
        unread.restore(
                JsonValue.object().put("at", 0L).put("first", numbers.build()).build());
        return unread;
    }

    private static ShardTree tree(String... shards) {
        return new ShardTree(Arrays.stream(shards)
                .map(shard -> Shard.builder().shardId(shard).build())
                .toList());
    }

    private static String[] words(String text) {
        return text.isEmpty() ? new String[0] : text.split(" ");
    }
}
