package dev.sluice.api;

/// What Spark lets be said of a field besides its type. Sluice keeps nothing of the kind, so there is only the empty
/// one: it is here for programs that make a [StructField] with it.
public record Metadata() {

    private static final Metadata EMPTY = new Metadata();

    public static Metadata empty() {
        return EMPTY;
    }
}
