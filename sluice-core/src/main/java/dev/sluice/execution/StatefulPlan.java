package dev.sluice.execution;

import dev.sluice.state.DueTime;
import dev.sluice.state.StateSpec;
import java.util.List;
import java.util.Map;

/// A node that remembers from one micro-batch to the next. What it keeps is declared here, so that checkpointing and
/// metrics need to know nothing further.
public interface StatefulPlan extends OperatorPlan {
    List<StateSpec> states();

    /// By which times of events rows of its states are due, by the states' ids, where that can be told from the row.
    default Map<String, DueTime> dueTimes() {
        return Map.of();
    }

    /// The metrics it counts beside the usual ones, which progress shows even if nothing was counted.
    default List<String> metrics() {
        return List.of();
    }

    /// Whether it reports [RunReport#UPDATED_ROWS] and [RunReport#REMOVED_ROWS] itself: what Spark counts is not what
    /// changes in its states.
    default boolean countsChanges() {
        return false;
    }

    /// Whether a micro-batch without input is worth running when the watermark has moved: it would give something out
    /// or forget something.
    default boolean followsWatermark() {
        return false;
    }

    /// Which of the states have times on the clock, in microseconds: a micro-batch without input is worth running when
    /// the earliest of them has come.
    default List<StateSpec> clocks() {
        return List.of();
    }

    /// The ids of states that an earlier form of the operator had and that are not to be kept any longer.
    default List<String> forgotten() {
        return List.of();
    }
}
