package dev.sluice.kstreams;

import dev.sluice.runner.Answer;
import dev.sluice.runner.Measured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;

/**
 * A Nexmark query as a topology over the topic that {@link Load} filled: prints a line of JSON in the fields of all
 * runners. Time is taken from the start of the topology until it has read everything and is closed, which commits and
 * flushes.
 *
 * <p>NexmarkRun SERVERS DATA_DIR q0|q1|... [option=value ...]. Options: threads=2, sink=noop|digest (a digest is made
 * either way), conf.KEY=VALUE for any setting of Kafka Streams.
 */
public final class NexmarkRun {

    private static final String SETTING = "conf.";

    private NexmarkRun() {}

    public static void main(String[] args) {
        int status = 0;
        try {
            Map<String, String> options = new LinkedHashMap<>();
            for (String option : Arrays.asList(args).subList(3, args.length)) {
                options.put(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
            }
            System.out.println(report(args[0], Path.of(args[1], "nexmark"), args[2], options));
        } catch (Exception e) {
            e.printStackTrace();
            // What tells of a failure is the last line.
            System.err.println(String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString()));
            status = 1;
        }
        System.out.flush();
        Runtime.getRuntime().halt(status);
    }

    private static String report(String servers, Path data, String query, Map<String, String> options)
            throws Exception {
        long bids = bids(servers);
        var done = new LongAdder();
        var builder = new StreamsBuilder();
        new Topologies(done).add(query, builder);
        Measured measured = Measured.start();
        var streams = new KafkaStreams(builder.build(), settings(servers, options));
        streams.start();
        while (done.sum() < bids) {
            if (streams.state() == KafkaStreams.State.ERROR) throw new IllegalStateException("the topology failed");
            Thread.sleep(5);
        }
        streams.close();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("workload", "nexmark");
        line.put("peer", "kstreams");
        line.put("query", query);
        options.forEach(line::put);
        measured.tell(Long.parseLong(Files.readString(data.resolve("rows")).strip()), line);
        if (options.getOrDefault("sink", "noop").equals("digest")) Answer.tell(line);
        return Measured.json(line);
    }

    private static long bids(String servers) {
        var bytes = new ByteArrayDeserializer();
        try (var consumer = new KafkaConsumer<>(Map.<String, Object>of("bootstrap.servers", servers), bytes, bytes)) {
            List<TopicPartition> partitions = IntStream.range(0, consumer.partitionsFor(Load.TOPIC).size())
                    .mapToObj(partition -> new TopicPartition(Load.TOPIC, partition))
                    .toList();
            return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private static Properties settings(String servers, Map<String, String> options) throws Exception {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "nexmark");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, Files.createTempDirectory("state").toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, options.getOrDefault("threads", "2"));
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        settings.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
        options.forEach((name, value) -> {
            if (name.startsWith(SETTING)) settings.put(name.substring(SETTING.length()), value);
        });
        return settings;
    }
}
