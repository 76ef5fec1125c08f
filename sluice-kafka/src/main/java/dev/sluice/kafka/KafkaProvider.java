package dev.sluice.kafka;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.Source;
import dev.sluice.connector.StaticInput;
import dev.sluice.error.ErrorCondition;
import dev.sluice.type.DataType;
import java.util.List;
import java.util.Optional;
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
}
