package dev.sluice.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.api.Session;
import dev.sluice.error.SluiceException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is wrong with options is said before anybody looks for a broker, in Spark's words where it has some.
class KafkaRefusalsTest {

    private static final String SERVERS = "kafka.bootstrap.servers=localhost:9; ";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        kafka.bootstrap_servers=a:1; subscribe=t          | [SLUICE_KAFKA.INVALID_OPTION] Option 'kafka.bootstrap.servers' must be specified for configuring Kafka consumer SQLSTATE: 42616 // hint: you said kafka.bootstrap_servers; did you mean kafka.bootstrap.servers?
        kafka.bootstrap.server=a:1; subscribe=t           | [SLUICE_KAFKA.INVALID_OPTION] Option 'kafka.bootstrap.servers' must be specified for configuring Kafka consumer SQLSTATE: 42616 // hint: you said kafka.bootstrap.server; did you mean kafka.bootstrap.servers?
        subscribe=t                                       | [SLUICE_KAFKA.INVALID_OPTION] Option 'kafka.bootstrap.servers' must be specified for configuring Kafka consumer SQLSTATE: 42616 // hint: say where the brokers are: kafka.bootstrap.servers 'host:9092'.
        $ subscribe=t; kafka.fetch.min.byte=1             | [SLUICE_OPTION.UNKNOWN] There is no option 'kafka.fetch.min.byte' of kafka. SQLSTATE: 42K06 // hint: did you mean kafka.fetch.min.bytes?
        $ subscribe=t; startingOffset=earliest            | [SLUICE_OPTION.UNKNOWN] There is no option 'startingOffset' of kafka. SQLSTATE: 42K06 // hint: did you mean startingOffsets?
        $                                                 | [SLUICE_KAFKA.INVALID_OPTION] One of the following options must be specified for Kafka source: subscribe, subscribepattern, assign. See the docs for more details. SQLSTATE: 42616
        $ subscribe=t; subscribePattern=t                 | [SLUICE_KAFKA.INVALID_OPTION] Only one of the following options can be specified for Kafka source: subscribe, subscribepattern, assign. See the docs for more details. SQLSTATE: 42616
        $ subscribe=,                                     | [SLUICE_KAFKA.INVALID_OPTION] No topics to subscribe to as specified value for option 'subscribe' is ',' SQLSTATE: 42616
        $ assign=t                                        | [SLUICE_KAFKA.INVALID_OPTION] No topicpartitions to assign as specified value for option 'assign' is 't' SQLSTATE: 42616
        $ assign={"t":0}                                  | [SLUICE_KAFKA.INVALID_OPTION] Expected e.g. {"topicA":[0,1],"topicB":[0,1]}, got {"t":0} SQLSTATE: 42616
        $ subscribe=t; startingOffsets=first              | [SLUICE_KAFKA.INVALID_OPTION] Expected e.g. {"topicA":{"0":23,"1":-1},"topicB":{"0":-2}}, got first SQLSTATE: 42616
        $ subscribe=t; startingTimestamp=noon             | [SLUICE_KAFKA.INVALID_OPTION] Expected a single long value, got noon SQLSTATE: 42616
        $ subscribe=t; endingOffsets=latest               | [SLUICE_KAFKA.INVALID_OPTION] ending offset not valid in streaming queries SQLSTATE: 42616
        $ subscribe=t; endingOffsetsByTimestamp={}        | [SLUICE_KAFKA.INVALID_OPTION] ending timestamp not valid in streaming queries SQLSTATE: 42616
        $ subscribe=t; minPartitions=0                    | [SLUICE_KAFKA.INVALID_OPTION] minPartitions must be positive SQLSTATE: 42616
        $ subscribe=t; maxRecordsPerPartition=-1          | [SLUICE_KAFKA.INVALID_OPTION] maxRecordsPerPartition must be positive SQLSTATE: 42616
        $ subscribe=t; minOffsetsPerTrigger=5; maxOffsetsPerTrigger=4 | [SLUICE_KAFKA.INVALID_OPTION] The value of minOffsetPerTrigger(5) is higher than the maxOffsetsPerTrigger(4). SQLSTATE: 42616
        $ subscribe=t; kafka.enable.auto.commit=true      | [SLUICE_KAFKA.INVALID_OPTION] Kafka option 'enable.auto.commit' is not supported SQLSTATE: 42616
        $ subscribe=t; kafka.interceptor.classes=x        | [SLUICE_KAFKA.INVALID_OPTION] Kafka option 'interceptor.classes' is not supported SQLSTATE: 42616
        $ subscribe=t; kafka.key.deserializer=x           | [SLUICE_KAFKA.INVALID_OPTION] Kafka option 'key.deserializer' is not supported as keys are deserialized as byte arrays with ByteArrayDeserializer. Use DataFrame operations to explicitly deserialize the keys. SQLSTATE: 42616
        $ subscribe=t; kafka.value.deserializer=x         | [SLUICE_KAFKA.INVALID_OPTION] Kafka option 'value.deserializer' is not supported as values are deserialized as byte arrays with ByteArrayDeserializer. Use DataFrame operations to explicitly deserialize the values. SQLSTATE: 42616
        $ subscribe=t; includeHeaders=perhaps             | [SLUICE_OPTION.INVALID_VALUE] Invalid value 'perhaps' for option 'includeHeaders', must be 'true' or 'false' SQLSTATE: 22023
        $ subscribe=t; maxTriggerDelay=soon               | [SLUICE_OPTION.INVALID_VALUE] Invalid value 'soon' for option 'maxTriggerDelay', must be a time such as 15m SQLSTATE: 22023
        """)
    void aStreamIsRefused(String options, String message) {
        try (Session session = Session.builder().create()) {
            var refused = assertThrows(
                    SluiceException.class,
                    () -> session.readStream()
                            .format("kafka")
                            .options(options(options))
                            .load());
            assertEquals(message, refused.getMessage().replace("\n", " // "));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        $ subscribe=t; startingOffsets=latest             | starting offset can't be latest for batch queries on Kafka
        $ subscribe=t; startingOffsets={"t":{"0":-1}}     | startingOffsets for t-0 can't be latest for batch queries on Kafka
        $ subscribe=t; endingOffsets=earliest             | ending offset can't be earliest for batch queries on Kafka
        $ subscribe=t; endingOffsets={"t":{"0":-2}}       | ending offset for t-0 can't be earliest for batch queries on Kafka
        $ subscribe=t; startingOffsets={"t":{"0":5}}; endingOffsets={"t":{"0":4}} | The specified start offset 5 is greater than the end offset 4 for topic t partition 0.
        $ subscribe=t; startingOffsets={"t":{"0":5}}; endingOffsets={"t":{"1":6}} | The specified start offset and end offset should have the same topic-partitions. Topic-partitions for start offset: t-0, topic-partitions for end offset: t-1.
        """)
    void aBatchIsRefused(String options, String message) {
        try (Session session = Session.builder().create()) {
            var refused = assertThrows(
                    SluiceException.class,
                    () -> session.read()
                            .format("kafka")
                            .options(options(options))
                            .load());
            assertEquals(message, refused.getMessage().replaceAll("^\\[\\S+] | SQLSTATE: .*$", ""));
        }
    }

    private static Map<String, String> options(String said) {
        Map<String, String> options = new TreeMap<>();
        for (String each : said.replace("$", SERVERS).split(";")) {
            if (each.isBlank()) continue;
            String[] parts = each.strip().split("=", 2);
            options.put(parts[0], parts[1]);
        }
        return options;
    }
}
