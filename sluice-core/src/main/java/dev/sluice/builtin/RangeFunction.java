package dev.sluice.builtin;

import dev.sluice.catalog.TableFunction;
import dev.sluice.connector.Provider;
import dev.sluice.connector.StaticInput;
import dev.sluice.error.ErrorCondition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `range([start,] end [, step [, partitions]])`.
final class RangeFunction implements TableFunction {

    @Override
    public String name() {
        return "range";
    }

    @Override
    public StaticInput bind(List<@Nullable Object> arguments, Provider.Surroundings around) {
        List<Long> numbers = new ArrayList<>();
        for (Object argument : arguments) {
            if (!(argument instanceof Number number)) throw wrong(arguments);
            numbers.add(number.longValue());
        }
        int partitions = numbers.size() > 3 ? Math.toIntExact(numbers.get(3)) : around.parallelism();
        if (partitions < 1 || numbers.size() > 2 && numbers.get(2) == 0) throw wrong(arguments);
        return switch (numbers.size()) {
            case 1 -> new RangeInput(0, numbers.getFirst(), 1, partitions);
            case 2 -> new RangeInput(numbers.get(0), numbers.get(1), 1, partitions);
            case 3, 4 -> new RangeInput(numbers.get(0), numbers.get(1), numbers.get(2), partitions);
            default -> throw wrong(arguments);
        };
    }

    private static RuntimeException wrong(List<@Nullable Object> arguments) {
        return ErrorCondition.INVALID_RANGE.error().with("arguments", arguments).build();
    }
}
