package dev.sluice.kafka;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.Sink;
import dev.sluice.connector.Source;
import dev.sluice.connector.StaticInput;
import dev.sluice.connector.TableOutput;
import dev.sluice.error.ErrorCondition;
import dev.sluice.type.DataType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `kafka`: topics of Apache Kafka.
public final class KafkaProvider implements Provider {

    public KafkaProvider() {}

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public List<OptionSpec> options() {
        return KafkaOptions.OPTIONS;
    }

    @Override
    public DataType.Struct schema(
            Options options, DataType.@Nullable Struct user, boolean streaming, Surroundings around) {
        KafkaOptions read = streaming ? KafkaOptions.forStream(options) : KafkaOptions.forBatch(options);
        if (user != null) {
            throw ErrorCondition.USER_SCHEMA_NOT_ALLOWED
                    .error()
                    .with("source", "KafkaSourceProvider")
                    .build();
        }
        return RecordColumns.schema(read.includeHeaders());
    }

    @Override
    public boolean streams() {
        return true;
    }

    @Override
    public Optional<Source> source(Options options, DataType.Struct schema, Surroundings around) {
        return Optional.of(new KafkaSource(KafkaOptions.forStream(options), around.machine()));
    }

    @Override
    public Optional<StaticInput> input(Options options, DataType.Struct schema, Surroundings around) {
        return Optional.of(new KafkaInput(KafkaOptions.forBatch(options), around.machine()));
    }

    @Override
    public Set<String> sinkModes() {
        return Set.of("append", "update", "complete");
    }

    @Override
    public void checkSink(Options options, String outputMode) {
        var _ = SinkOptions.of(options);
    }

    @Override
    public Optional<Sink> sink(Options options, DataType.Struct schema, Surroundings around) {
        return Optional.of(open(options, schema, around));
    }

    @Override
    public Optional<TableOutput> output(Options options, DataType.Struct schema, Surroundings around) {
        return Optional.of(new KafkaOutput(open(options, schema, around)));
    }

    private static Sink open(Options options, DataType.Struct schema, Surroundings around) {
        SinkOptions written = SinkOptions.of(options);
        return written.transactional()
                ? new TransactionalSink(written, schema, around.machine())
                : new KafkaSink(written, schema);
    }
}
