package dev.sluice.kafka;

import dev.sluice.connector.Options;
import dev.sluice.connector.Sink;
import dev.sluice.machine.Machine;
import dev.sluice.testing.SinkContract;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.VectorBuilder;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;

/// The contract of sinks, by transactions.
abstract class TransactionalSinkContract extends SinkContract {

    private static final DataType.Struct RECORD = DataType.Struct.of(
            Field.of("key", DataType.Atomic.STRING),
            Field.of("value", DataType.Atomic.STRING),
            Field.of("topic", DataType.Atomic.STRING));

    private final TestTopics topics = TestTopics.shared();
    private final String topic = topics.create(2);
    private final String query = UUID.randomUUID().toString();
    private final boolean byColumn;

    TransactionalSinkContract(boolean byColumn) {
        this.byColumn = byColumn;
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @Override
    protected Sink open() {
        Map<String, String> options = new java.util.HashMap<>(
                Map.of("kafka.bootstrap.servers", topics.servers(), "kafka.transactional", "true"));
        if (!byColumn) options.put("topic", topic);
        Sink sink = new TransactionalSink(SinkOptions.of(new Options(options)), RECORD, Machine.real());
        sink.forQuery(query);
        return new AsRecords(sink, topic);
    }

    @Override
    protected List<String> seen() {
        return topics.records(topic).stream()
                .map((ConsumerRecord<String, String> record) -> record.key() + " " + record.value())
                .toList();
    }

    /// Gives the contract's rows `(word, n)` to a sink of records.
    private record AsRecords(Sink sink, String topic) implements Sink {
        @Override
        public String description() {
            return sink.description();
        }

        @Override
        public java.util.OptionalLong lastCommitted() {
            return sink.lastCommitted();
        }

        @Override
        public String ledger() {
            return sink.ledger();
        }

        @Override
        public Batch begin(long batchId, boolean complete) {
            Batch batch = sink.begin(batchId, complete);
            return new Batch() {
                @Override
                public Writer writer(int partition) {
                    Writer writer = batch.writer(partition);
                    return new Writer() {
                        @Override
                        public void write(Chunk chunk) {
                            writer.write(records(chunk));
                        }

                        @Override
                        public void close() {
                            writer.close();
                        }
                    };
                }

                @Override
                public void commit() {
                    batch.commit();
                }

                @Override
                public void abort(Throwable cause) {
                    batch.abort(cause);
                }
            };
        }

        private Chunk records(Chunk rows) {
            var values = VectorBuilder.of(DataType.Atomic.STRING, rows.size());
            var names = VectorBuilder.of(DataType.Atomic.STRING, rows.size());
            for (int row = 0; row < rows.size(); row++) {
                Object n = dev.sluice.vector.Values.get(rows.column(1), row, DataType.Atomic.LONG);
                values.appendValue(String.valueOf(n));
                names.appendValue(topic);
            }
            return rows.with(rows.column(0), values.build(), names.build());
        }

        @Override
        public void close() {
            sink.close();
        }
    }
}
