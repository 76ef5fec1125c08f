package dev.sluice.state;

/// What the properties of a [StateSpec] are called that belongs to `transformWithState`, as in Spark's metadata.
public final class VariableProperties {

    /// Of a variable: `ValueState`, `ListState`, `MapState` or `TimerState`.
    public static final String KIND = "stateVariableType";

    /// Of a variable: whether its values have an end.
    public static final String TTL = "ttlEnabled";

    /// Of the operator.
    public static final String TIME_MODE = "timeMode";

    /// Of the operator.
    public static final String OUTPUT_MODE = "outputMode";

    private VariableProperties() {}
}
