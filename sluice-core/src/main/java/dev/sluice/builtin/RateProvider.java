package dev.sluice.builtin;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.Source;
import dev.sluice.error.ErrorCondition;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `rate`: so many numbered rows a second, to try things out and to measure.
final class RateProvider implements Provider {

    static final DataType.Struct SCHEMA = DataType.Struct.of(
            Field.of("timestamp", DataType.Atomic.TIMESTAMP), Field.of("value", DataType.Atomic.LONG));

    @Override
    public String name() {
        return "rate";
    }

    @Override
    public List<OptionSpec> options() {
        return RateOptions.ALL;
    }

    @Override
    public DataType.Struct schema(
            Options options, DataType.@Nullable Struct user, boolean streaming, Surroundings around) {
        RateOptions.of(options);
        return ownSchema(user, "RateStreamProvider");
    }

    @Override
    public boolean streams() {
        return true;
    }

    @Override
    public Optional<Source> source(Options options, DataType.Struct schema, Surroundings around) {
        RateOptions rate = RateOptions.of(options);
        rate.requireRampUpThatEnds();
        return Optional.of(new RateSource(rate, around.parallelism(), around.machine()));
    }

    /// The columns of generated rows, whoever generates them; the user has no say in them.
    static DataType.Struct ownSchema(DataType.@Nullable Struct user, String source) {
        if (user == null) return SCHEMA;
        throw ErrorCondition.USER_SCHEMA_NOT_ALLOWED
                .error()
                .with("source", source)
                .build();
    }
}
