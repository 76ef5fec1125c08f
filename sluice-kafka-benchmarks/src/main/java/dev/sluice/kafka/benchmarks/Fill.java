package dev.sluice.kafka.benchmarks;

import dev.sluice.benchmarks.topic.Child;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Fills the topic `events` with a producer as it comes, without compression, evenly over its two partitions.
final class Fill {

    private Fill() {}

    /// @param args brokers, and how many events
    public static void main(String[] args) {
        Child.endWithParent();
        long events = Long.parseLong(args[1]);
        var event = new AdEvent();
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", args[0]), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (long number = 0; number < events; number++) {
                int partition = (int) (number % 2);
                event.make(number);
                var _ = producer.send(new ProducerRecord<>("events", partition, event.key(), event.value()));
            }
        }
        System.out.println("done");
    }
}
