package dev.sluice.api;

/// Functions that make rows of lists of structs, and lists of structs, that [functions] itself does not have.
abstract class GeneratorCalls extends ChanceFunctions {

    GeneratorCalls() {}

    /// Makes an array of structs of the first items of all arrays, of the second, and so on to the end of the longest.
    public static Column arrays_zip(Column... arrays) {
        return of("arrays_zip", (Object[]) arrays);
    }

    /// Makes a row of each struct of a list, with its fields as columns.
    public static Column inline(Column structs) {
        return of("inline", structs);
    }

    /// The same, with a row of NULLs of an empty list, or of NULL.
    public static Column inline_outer(Column structs) {
        return of("inline_outer", structs);
    }

    /// Makes so many rows of values, row by row: the number first, then the values.
    public static Column stack(Column... arguments) {
        return of("stack", (Object[]) arguments);
    }
}
