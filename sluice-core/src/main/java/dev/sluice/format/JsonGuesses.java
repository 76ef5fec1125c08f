package dev.sluice.format;

/// What types are taken for the columns of JSON files, where the files say them: the options of that name.
///
/// @param primitivesAsString STRING for every value that has no parts
/// @param prefersDecimal DECIMAL for numbers, in strings too, that fit one
/// @param timestamps TIMESTAMP for strings that are timestamps
/// @param dropsAllNull no column for fields that are always null
public record JsonGuesses(
        boolean primitivesAsString, boolean prefersDecimal, boolean timestamps, boolean dropsAllNull) {

    /// Spark's defaults.
    public static final JsonGuesses DEFAULT = new JsonGuesses(false, false, false, false);
}
