package dev.sluice.ast;

import dev.sluice.api.function.FlatMapGroupsFunction;
import dev.sluice.api.function.FlatMapGroupsWithStateFunction;
import dev.sluice.encoder.Encoder;
import dev.sluice.stream.GroupStateTimeout;
import dev.sluice.stream.OutputMode;
import dev.sluice.stream.StatefulProcessor;
import dev.sluice.stream.TimeMode;
import org.jspecify.annotations.Nullable;

/// A program's code that makes objects of groups of objects.
public sealed interface GroupCode {

    /// What the program called, for errors: `mapGroups`.
    String name();

    /// What Spark calls an operator that runs it, for progress and the log.
    String kind();

    /// Looks at each group once, as a whole.
    record Each(String name, FlatMapGroupsFunction<Object, Object, Object> function) implements GroupCode {
        @Override
        public String kind() {
            return "mapGroups";
        }
    }

    /// Looks at a group whenever it has new rows, with what it remembered.
    ///
    /// @param state how that is kept
    /// @param mode whether what it gives out replaces what it gave before
    /// @param single whether it gives one object for each call: `mapGroupsWithState`
    record WithState(
            String name,
            FlatMapGroupsWithStateFunction<Object, Object, Object, Object> function,
            Encoder<Object> state,
            OutputMode mode,
            GroupStateTimeout timeout,
            boolean single)
            implements GroupCode {
        @Override
        public String kind() {
            return "flatMapGroupsWithState";
        }
    }

    /// Looks at a group whenever it has new rows or one of its timers has expired, with state variables of its own.
    ///
    /// @param eventTime which column of what it gives out is the time of events, if one is
    record Transform(
            StatefulProcessor<Object, Object, Object> processor,
            TimeMode time,
            OutputMode mode,
            @Nullable String eventTime)
            implements GroupCode {
        @Override
        public String name() {
            return "transformWithState";
        }

        @Override
        public String kind() {
            return "transformWithStateExec";
        }
    }
}
