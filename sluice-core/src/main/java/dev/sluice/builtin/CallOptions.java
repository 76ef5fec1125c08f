package dev.sluice.builtin;

import dev.sluice.connector.OptionCheck;
import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.error.ErrorCondition;
import dev.sluice.format.ParseMode;
import dev.sluice.function.Argument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The options of a function's call, which stand in its last argument: those of a format.
final class CallOptions {

    private CallOptions() {}

    private static final OptionSpec PRETTY =
            new OptionSpec("pretty", "false", "Whether to_json writes a value on several lines.");

    /// What the functions of JSON understand.
    static final List<OptionSpec> JSON = Stream.concat(new JsonFormat().options().stream(), Stream.of(PRETTY))
            .toList();

    /// What the functions of CSV understand.
    static final List<OptionSpec> CSV = new CsvFormat().options();

    /// A function can't leave a row out.
    static void refuseDropping(String function, ParseMode mode) {
        if (mode != ParseMode.DROPMALFORMED) return;
        throw ErrorCondition.PARSE_MODE_UNSUPPORTED
                .error()
                .with("funcName", '`' + function + '`')
                .with("mode", mode.name())
                .build();
    }

    /// @param position where they may stand
    static Options of(String function, List<Argument> arguments, int position, List<OptionSpec> understood) {
        Map<String, String> options = new HashMap<>();
        if (position < arguments.size() && arguments.get(position).value() instanceof Map<?, ?> given) {
            given.forEach((name, value) -> {
                if (value != null) options.put(String.valueOf(name), String.valueOf(value));
            });
        }
        var said = new Options(options);
        OptionCheck.check(function, understood, said);
        return said;
    }
}
