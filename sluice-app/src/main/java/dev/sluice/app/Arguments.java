package dev.sluice.app;

import dev.sluice.error.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The words behind a command's name, told apart: options with their values, and the rest.
public final class Arguments {

    private final Map<String, List<String>> options = new LinkedHashMap<>();
    private final List<String> rest = new ArrayList<>();

    private Arguments() {}

    /// Options may stand anywhere; behind `--` nothing is an option.
    ///
    /// @throws UsageException naming an option that does not exist, or has no value or one too many
    static Arguments of(List<String> words, List<Option> known) {
        var arguments = new Arguments();
        int at = 0;
        while (at < words.size()) {
            String word = words.get(at++);
            if (word.equals("--")) {
                arguments.rest.addAll(words.subList(at, words.size()));
                break;
            }
            if (word.length() < 2 || !word.startsWith("-")) {
                arguments.rest.add(word);
                continue;
            }
            at = arguments.readOption(word, words, at, known);
        }
        return arguments;
    }

    /// @return the position behind the option
    private int readOption(String word, List<String> words, int at, List<Option> known) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        Option option = known.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name, known));
        List<String> values = options.computeIfAbsent(name, _ -> new ArrayList<>());
        if (option.isFlag()) {
            if (equals >= 0) throw new UsageException("the option " + name + " takes no value");
            values.add("");
            return at;
        }
        if (equals >= 0) {
            values.add(word.substring(equals + 1));
            return at;
        }
        if (at == words.size()) {
            throw new UsageException("the option " + name + " needs a value: " + name + " " + option.value());
        }
        var value = new StringBuilder(words.get(at++));
        while (at < words.size() && option.wantsMore().test(value.toString())) {
            value.append(' ').append(words.get(at++));
        }
        values.add(value.toString());
        return at;
    }

    private static UsageException unknown(String name, List<Option> known) {
        return new UsageException(
                "there is no option " + name,
                Suggestion.likely(name, known.stream().map(Option::name).toList()));
    }

    public boolean has(String option) {
        return options.containsKey(option);
    }

    /// The value of an option, the last one if it was given several times.
    public Optional<String> value(String option) {
        return Optional.ofNullable(options.get(option)).map(List::getLast);
    }

    /// All values of an option, in order.
    public List<String> values(String option) {
        return options.getOrDefault(option, List.of());
    }

    /// What is no option.
    public List<String> rest() {
        return List.copyOf(rest);
    }
}
