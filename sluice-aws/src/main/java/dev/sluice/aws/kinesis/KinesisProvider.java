package dev.sluice.aws.kinesis;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.Source;
import dev.sluice.error.ErrorCondition;
import dev.sluice.type.DataType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `kinesis`: a stream of Amazon Kinesis.
public final class KinesisProvider implements Provider {

    public KinesisProvider() {}

    @Override
    public String name() {
        return "kinesis";
    }

    @Override
    public List<OptionSpec> options() {
        return KinesisOptions.OPTIONS;
    }

    @Override
    public DataType.Struct schema(
            Options options, DataType.@Nullable Struct user, boolean streaming, Surroundings around) {
        KinesisOptions.of(options);
        if (user != null) {
            throw ErrorCondition.USER_SCHEMA_NOT_ALLOWED
                    .error()
                    .with("source", "kinesis")
                    .build();
        }
        return RecordColumns.SCHEMA;
    }

    @Override
    public boolean streams() {
        return true;
    }

    @Override
    public Optional<Source> source(Options options, DataType.Struct schema, Surroundings around) {
        return Optional.of(new KinesisSource(KinesisOptions.of(options), around.machine()));
    }
}
