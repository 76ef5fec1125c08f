package dev.sluice.app;

import java.util.function.Predicate;

/// An option of a command.
///
/// @param name as it is typed: `--set`, `-e`
/// @param value what stands for its value in the help; empty if it has none
/// @param summary what it does, for the help; more than one line may be given
/// @param wantsMore whether the next word belongs to a value too, so that `--trigger continuous '1 second'` and
///     `--trigger 10 seconds` need no further quotes
public record Option(String name, String value, String summary, Predicate<String> wantsMore) {

    /// An option that is there or not.
    public static Option flag(String name, String summary) {
        return new Option(name, "", summary, _ -> false);
    }

    /// An option with a value: `--set key=value` or `--set=key=value`.
    public static Option value(String name, String value, String summary) {
        return new Option(name, value, summary, _ -> false);
    }

    Option wantingMore(Predicate<String> wants) {
        return new Option(name, value, summary, wants);
    }

    boolean isFlag() {
        return value.isEmpty();
    }
}
