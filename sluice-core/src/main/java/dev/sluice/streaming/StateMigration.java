package dev.sluice.streaming;

import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.state.StateChange;
import dev.sluice.state.StateCompatibility;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStore;
import dev.sluice.state.StateStores;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.NullVector;
import dev.sluice.vector.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What of a query's state goes on in a changed query, decided from what the log says of the old one.
///
/// Operators with the same id and the same columns go on as they are. An aggregate by the same keys that computes other
/// things goes on with those of its columns that mean the same; the others begin with nothing. The variables of a
/// processor evolve by themselves, see [dev.sluice.state.StateEvolution], and make no change of the query.
///
/// @param kept goes on as it is
/// @param adapted goes on in part
/// @param dropped is forgotten
/// @param added begins with nothing
/// @param variables of processors, as they were, that there still are
record StateMigration(
        List<StateSpec> kept,
        List<Adapted> adapted,
        List<StateSpec> dropped,
        List<StateSpec> added,
        List<StateSpec> variables) {

    /// For a query that begins.
    static final StateMigration NONE = new StateMigration(List.of(), List.of(), List.of(), List.of(), List.of());

    private static final Pattern CHECKSUM = Pattern.compile("-[0-9a-f]{8}(-\\d+)?$");

    /// @param columns for each value column now, which one it was, or -1
    /// @param begins what the columns that begin with nothing mean
    record Adapted(StateSpec before, StateSpec now, int[] columns, List<String> begins, List<String> forgotten) {}

    static StateMigration between(Opened before, List<StateSpec> now, Map<String, List<String>> meanings) {
        Map<String, StateSpec> left = new LinkedHashMap<>();
        for (StateSpec spec : before.state()) {
            if (!StateCompatibility.isVariable(spec)) left.put(spec.operator(), spec);
        }
        List<StateSpec> kept = new ArrayList<>();
        List<StateSpec> changed = new ArrayList<>();
        for (StateSpec spec : now) {
            if (StateCompatibility.isVariable(spec)) continue;
            StateSpec old = left.get(spec.operator());
            if (old != null && StateCompatibility.same(old, spec)) {
                kept.add(spec);
                left.remove(spec.operator());
            } else {
                changed.add(spec);
            }
        }
        List<Adapted> adapted = new ArrayList<>();
        List<StateSpec> added = new ArrayList<>();
        for (StateSpec spec : changed) {
            Adapted found = null;
            for (StateSpec old : left.values()) {
                if (found == null) found = adapt(old, before.meanings(), spec, meanings);
            }
            if (found == null) {
                added.add(spec);
            } else {
                adapted.add(found);
                left.remove(found.before().operator());
            }
        }
        Set<String> names = now.stream().map(StateSpec::operator).collect(Collectors.toSet());
        List<StateSpec> variables = before.state().stream()
                .filter(spec -> StateCompatibility.isVariable(spec) && names.contains(spec.operator()))
                .toList();
        return new StateMigration(kept, adapted, List.copyOf(left.values()), added, variables);
    }

    private static @Nullable Adapted adapt(
            StateSpec old, Map<String, List<String>> oldMeanings, StateSpec now, Map<String, List<String>> meanings) {
        List<String> had = oldMeanings.getOrDefault(old.operator(), List.of());
        List<String> wanted = meanings.getOrDefault(now.operator(), List.of());
        boolean alike = kind(old).equals(kind(now))
                && old.key().toDdl().equals(now.key().toDdl())
                && old.routingColumns() == now.routingColumns()
                && keys(old, oldMeanings).equals(keys(now, meanings))
                && had.size() == old.value().size()
                && wanted.size() == now.value().size();
        if (!alike) return null;
        int[] columns = new int[wanted.size()];
        List<String> begins = new ArrayList<>();
        List<String> forgotten = new ArrayList<>(had);
        for (int i = 0; i < columns.length; i++) {
            int place = place(had, wanted.get(i));
            boolean same = place >= 0
                    && StateCompatibility.sameTypes(
                            old.value().field(place).type(),
                            now.value().field(i).type());
            columns[i] = same ? place : -1;
            if (same) {
                forgotten.remove(wanted.get(i));
            } else {
                begins.add(wanted.get(i));
            }
        }
        boolean anything = Arrays.stream(columns).anyMatch(place -> place >= 0);
        boolean whole = begins.stream().noneMatch(StateMeanings::isNeeded);
        return anything && whole ? new Adapted(old, now, columns, begins, forgotten) : null;
    }

    /// The same columns may be windows of other lengths.
    private static List<String> keys(StateSpec spec, Map<String, List<String>> meanings) {
        return meanings.getOrDefault(spec.operator() + StateMeanings.KEYS, List.of());
    }

    private static int place(List<String> had, String meaning) {
        return StateMeanings.isClear(meaning) ? had.indexOf(meaning) : -1;
    }

    private static String kind(StateSpec spec) {
        return CHECKSUM.matcher(spec.operator()).replaceAll("") + " " + spec.name();
    }

    boolean changesNothing() {
        return adapted.isEmpty() && dropped.isEmpty() && added.isEmpty();
    }

    /// A sentence for each operator that does not simply go on.
    List<String> describe() {
        List<String> lines = new ArrayList<>();
        for (Adapted each : adapted) {
            lines.add("adapted: " + text(each.now())
                    + (each.begins().isEmpty() ? "" : "; begins with nothing: " + list(each.begins()))
                    + (each.forgotten().isEmpty() ? "" : "; forgotten: " + list(each.forgotten())));
        }
        dropped.forEach(spec -> lines.add("forgotten: " + text(spec)));
        added.forEach(spec -> lines.add("begins with nothing: " + text(spec)));
        return lines;
    }

    private static String list(List<String> columns) {
        return String.join(
                ", ",
                columns.stream()
                        .map(column -> column.replaceAll("\\[\\d+]$", ""))
                        .distinct()
                        .toList());
    }

    static String text(StateSpec spec) {
        return spec.operator() + " (" + spec.key().toDdl() + " -> "
                + spec.value().toDdl() + ")";
    }

    /// Brings the state from the stores of the old query to those of the new one, which are empty.
    void move(StateStores from, StateStores to) {
        to.readAs(variables);
        for (StateSpec spec : goesOn()) {
            each(from, spec.operator(), piece -> to.apply(spec.operator(), piece));
        }
        to.settle();
        for (Adapted each : adapted) {
            var before = new StateChange.Codec(each.before());
            var now = new StateChange.Codec(each.now());
            each(from, each.before().operator(), piece -> {
                StateChange change = before.decode(piece);
                KeyBatch keys = change.upserted();
                Vector[] values = new Vector[each.columns().length];
                for (int i = 0; i < values.length; i++) {
                    int place = each.columns()[i];
                    values[i] = place < 0 ? new NullVector(keys.count()) : change.values()[place];
                }
                to.apply(each.now().operator(), now.encode(column(keys), values, column(change.removed())));
            });
        }
    }

    /// What goes on as it is, or as it evolves.
    List<StateSpec> goesOn() {
        return Stream.concat(kept.stream(), variables.stream()).toList();
    }

    private static BytesVector column(KeyBatch keys) {
        return new BytesVector(keys.bytes(), keys.offsets(), keys.lengths(), null, keys.count());
    }

    private static void each(StateStores stores, String operator, Consumer<byte[]> piece) {
        for (int i = 0; i < stores.partitionCount(); i++) {
            StateStore store = stores.store(operator, i);
            store.dump(piece);
        }
    }
}
