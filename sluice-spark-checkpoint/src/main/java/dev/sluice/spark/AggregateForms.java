package dev.sluice.spark;

import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.state.StateSpec;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the calls of an aggregate keep for a group, side by side.
record AggregateForms(List<AggregateForm> calls) {

    static final AggregateForms NONE = new AggregateForms(List.of());

    /// Of columns that are no aggregate's: when a group is over.
    private static final String ENDS = "end of the ";

    /// @param path of the checkpoint
    /// @throws dev.sluice.error.SluiceException if what one keeps has no known form in Spark
    static AggregateForms of(Opened opened, StateSpec spec, String path) {
        List<String> meanings = opened.meanings().getOrDefault(spec.operator(), List.of());
        if (meanings.size() != spec.value().size()) {
            throw SparkFiles.notCovered(path, "its log does not say what the columns of " + spec.operator() + " are");
        }
        List<AggregateForm> calls = new ArrayList<>();
        for (int i = 0; i < meanings.size(); i++) {
            String meaning = meanings.get(i);
            if (!meaning.endsWith("[0]")) continue;
            calls.add(call(meaning.substring(0, meaning.length() - 3), types(spec, meanings, i), path));
        }
        return new AggregateForms(calls);
    }

    private static AggregateForm call(String call, List<DataType> types, String path) {
        return AggregateForm.of(call, types)
                .filter(form -> form.ours() == types.size())
                .orElseThrow(() -> SparkFiles.notCovered(path, "what " + call + " keeps has no known form in Spark"));
    }

    /// The types of the columns of a call whose first column is the `i`-th.
    private static List<DataType> types(StateSpec spec, List<String> meanings, int i) {
        int end = i + 1;
        while (end < meanings.size()
                && !meanings.get(end).endsWith("[0]")
                && !meanings.get(end).startsWith(ENDS)) end++;
        return spec.value().fields().subList(i, end).stream().map(Field::type).toList();
    }

    /// The columns in Spark.
    List<Field> columns() {
        return calls.stream().flatMap(call -> call.columns().stream()).toList();
    }

    /// How many columns there are here.
    int ours() {
        return calls.stream().mapToInt(AggregateForm::ours).sum();
    }

    /// @param values of the columns here, and perhaps others behind them
    List<@Nullable Object> toSpark(List<@Nullable Object> values) {
        List<@Nullable Object> there = new ArrayList<>();
        int at = 0;
        for (AggregateForm call : calls) {
            there.addAll(call.toSpark().apply(values.subList(at, at + call.ours())));
            at += call.ours();
        }
        return there;
    }

    List<@Nullable Object> fromSpark(List<@Nullable Object> values) {
        List<@Nullable Object> here = new ArrayList<>();
        int at = 0;
        for (AggregateForm call : calls) {
            int end = at + call.columns().size();
            here.addAll(call.fromSpark().apply(values.subList(at, end)));
            at = end;
        }
        return here;
    }
}
