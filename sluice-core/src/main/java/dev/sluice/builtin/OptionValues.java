package dev.sluice.builtin;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.stream.TimeText;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/// Options as values: flags, counts and lengths of time, with an error that names the option.
final class OptionValues {

    private OptionValues() {}

    static boolean flag(Options options, String name, boolean otherwise) {
        return switch (options.get(name, String.valueOf(otherwise)).toLowerCase(java.util.Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(name, options.get(name, ""), "'true' or 'false'");
        };
    }

    static long integer(Options options, String name, long otherwise) {
        Optional<String> value = options.get(name);
        if (value.isEmpty()) return otherwise;
        try {
            return Long.parseLong(value.get().strip());
        } catch (NumberFormatException e) {
            throw invalid(name, value.get(), "an integer");
        }
    }

    /// The value of an option that, if it is there, is at least 1.
    static OptionalLong positive(Options options, String name) {
        Optional<String> value = options.get(name);
        if (value.isEmpty()) return OptionalLong.empty();
        try {
            long number = Long.parseLong(value.get().strip());
            if (number > 0) return OptionalLong.of(number);
        } catch (NumberFormatException e) {
            // Said below, as for a number that is too small.
        }
        throw invalid(name, value.get(), "a positive integer");
    }

    /// A length of time such as `7d` or `100ms`.
    ///
    /// @param bare the unit of a number without one
    /// @param in the unit of the result; a longer unit's rest is cut off
    static long time(Options options, String name, String otherwise, TimeUnit bare, TimeUnit in) {
        return TimeText.read(options.get(name, otherwise), bare, in);
    }

    static SluiceException invalid(String option, String value, String requirement) {
        return ErrorCondition.INVALID_OPTION
                .error()
                .with("value", value)
                .with("option", option)
                .with("requirement", requirement)
                .build();
    }

    static SluiceException outOfRange(String option, long value, String requirement) {
        return ErrorCondition.OPTION_OUT_OF_RANGE
                .error()
                .with("value", value)
                .with("option", option)
                .with("requirement", requirement)
                .build();
    }

    static SluiceException notYet(String feature) {
        return ErrorCondition.NOT_YET_SUPPORTED.error().with("feature", feature).build();
    }

    /// Refuses options of Spark that have a meaning there and none here yet, unless they say what is done anyway.
    ///
    /// @param expected their only values
    static void refuseUnless(Options options, List<OptionSpec> expected) {
        for (OptionSpec option : expected) {
            Optional<String> value = options.get(option.name());
            if (value.isPresent() && !value.get().equalsIgnoreCase(option.defaultValue())) {
                throw notYet("the option '" + option.name() + "' with the value '" + value.get() + "'");
            }
        }
    }
}
