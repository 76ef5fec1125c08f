package dev.sluice.inspection;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which state is asked for: the options of Spark's `statestore`, checked in Spark's order.
///
/// @param batchId the micro-batch to look behind, or -1 for the last
/// @param store the name of one of the operator's stores; Spark has several ways to say it
/// @param joinSide `left`, `right` or `none`
/// @param partition the only partition to show, or -1
/// @param changes whether what micro-batches did is asked for, and not what there is
/// @param changesTo -1 for the last
record StateOptions(
        String path,
        long batchId,
        int operatorId,
        String store,
        String joinSide,
        Optional<String> variable,
        boolean timers,
        boolean flatten,
        long snapshotBatchId,
        int partition,
        boolean changes,
        long changesFrom,
        long changesTo) {

    static final List<OptionSpec> SPECS = List.of(
            new OptionSpec("path", null, "The checkpoint of a query."),
            new OptionSpec("batchId", null, "After which micro-batch; the last committed one if nothing is said."),
            new OptionSpec("operatorId", "0", "Which stateful operator, counted from the output down."),
            new OptionSpec("storeName", "default", "Which store of the operator, if it has several."),
            new OptionSpec("joinSide", "none", "Which side of a join: left or right."),
            new OptionSpec("stateVarName", null, "Which variable of transformWithState."),
            new OptionSpec("readRegisteredTimers", "false", "The timers of transformWithState."),
            new OptionSpec("flattenCollectionTypes", "true", "A row for each element of lists and maps."),
            new OptionSpec("snapshotStartBatchId", null, "From which snapshot to fold; the result is the same."),
            new OptionSpec("snapshotPartitionId", null, "The only partition to read."),
            new OptionSpec("readChangeFeed", "false", "What micro-batches changed, and not what there is."),
            new OptionSpec("changeStartBatchId", null, "The first micro-batch whose changes are read."),
            new OptionSpec("changeEndBatchId", null, "The last micro-batch whose changes are read."));

    static StateOptions of(Options options) {
        String path = options.get("path").orElseThrow(() -> unspecified("path"));
        long operator = number(options, "operatorId").orElse(0L);
        String store = named(options, "storeName").orElse(StateOperators.DEFAULT_STORE);
        Optional<String> variable = named(options, "stateVarName");
        String side = side(options.get("joinSide", "none"));
        if (!side.equals("none") && !store.equals(StateOperators.DEFAULT_STORE)) {
            throw conflict("joinSide", "storeName");
        }
        boolean timers = flag(options, "readRegisteredTimers", false);
        boolean flatten = flag(options, "flattenCollectionTypes", true);
        if (timers && variable.isPresent()) throw conflict("readRegisteredTimers", "stateVarName");
        boolean changes = flag(options, "readChangeFeed", false);
        if (changes) refuseBesideChanges(options, side);
        if (!changes) {
            for (String name : List.of("changeStartBatchId", "changeEndBatchId")) {
                if (options.has(name)) {
                    throw invalid(name, "Only specify this option when readChangeFeed is set to true.");
                }
            }
        }
        if (changes && !options.has("changeStartBatchId")) throw unspecified("changeStartBatchId");
        long from = number(options, "changeStartBatchId").orElse(-1L);
        long to = number(options, "changeEndBatchId").orElse(-1L);
        long batchId = number(options, "batchId").orElse(-1L);
        long snapshot = number(options, "snapshotStartBatchId").orElse(-1L);
        long partition = number(options, "snapshotPartitionId").orElse(-1L);
        if (snapshot >= 0 && partition < 0) throw unspecified("snapshotPartitionId");
        if (partition >= 0 && snapshot < 0) throw unspecified("snapshotStartBatchId");
        return new StateOptions(
                path,
                batchId,
                (int) Math.min(operator, Integer.MAX_VALUE),
                store,
                side,
                variable,
                timers,
                flatten,
                snapshot,
                (int) Math.min(partition, Integer.MAX_VALUE),
                changes,
                from,
                to);
    }

    private static void refuseBesideChanges(Options options, String side) {
        if (!side.equals("none")) throw conflict("joinSide", "readChangeFeed");
        for (String name : List.of("batchId", "snapshotStartBatchId", "snapshotPartitionId")) {
            if (options.has(name)) throw conflict(name, "readChangeFeed");
        }
    }

    private static String side(String said) {
        String side = said.toLowerCase(Locale.ROOT);
        if (List.of("left", "right", "none").contains(side)) return side;
        throw invalid("joinSide", "Valid values are left,right,none");
    }

    private static Optional<String> named(Options options, String name) {
        Optional<String> value = options.get(name);
        if (value.isPresent() && value.get().isEmpty()) {
            throw ErrorCondition.STDS_OPTION_IS_EMPTY
                    .error()
                    .with("optionName", name)
                    .build();
        }
        return value;
    }

    private static Optional<Long> number(Options options, String name) {
        Optional<String> value = options.get(name);
        if (value.isEmpty()) return Optional.empty();
        long number;
        try {
            number = Long.parseLong(value.get().strip());
        } catch (NumberFormatException e) {
            throw invalid(name, "value should be an integer");
        }
        if (number < 0) {
            throw ErrorCondition.STDS_OPTION_IS_NEGATIVE
                    .error()
                    .with("optionName", name)
                    .build();
        }
        return Optional.of(number);
    }

    private static boolean flag(Options options, String name, boolean otherwise) {
        return switch (options.get(name, String.valueOf(otherwise)).toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(name, "Boolean value is expected");
        };
    }

    static SluiceException invalid(String option, String message) {
        return ErrorCondition.STDS_INVALID_OPTION_VALUE
                .error()
                .with("optionName", option)
                .with("message", message)
                .build();
    }

    static SluiceException unspecified(String option) {
        return ErrorCondition.STDS_REQUIRED_OPTION_UNSPECIFIED
                .error()
                .with("optionName", option)
                .build();
    }

    private static SluiceException conflict(String one, String other) {
        return ErrorCondition.STDS_CONFLICT_OPTIONS
                .error()
                .with("options", "['" + one + "', '" + other + "']")
                .build();
    }

    /// As Spark writes them in the error about a store that is not there.
    String told(long batch) {
        return "StateSourceOptions(checkpointLocation=" + path + ", batchId=" + batch + ", operatorId=" + operatorId
                + ", storeName=" + store + ", joinSide=" + joinSide + ", stateVarName="
                + variable.map(name -> "Some(" + name + ")").orElse("None") + ", flattenCollectionTypes=" + flatten
                + ")";
    }
}
