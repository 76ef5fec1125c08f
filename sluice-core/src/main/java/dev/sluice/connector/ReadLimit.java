package dev.sluice.connector;

/// How much of a source a micro-batch may take.
///
/// A limit in rows is heeded as well as a source can: it takes what it can't cut, a file or a second, as a whole; and
/// whatever the limit, something of what is new, so that the query gets on.
///
/// @param options whether the source's own options count (`maxFilesPerTrigger` …)
/// @param mostRows about how many rows at most: at least 1
public record ReadLimit(boolean options, long mostRows) {

    /// All there is, whatever the source's options say: `Trigger.Once`.
    public static final ReadLimit ALL = new ReadLimit(false, Long.MAX_VALUE);

    /// As much as the source's own options allow.
    public static final ReadLimit OPTIONS = new ReadLimit(true, Long.MAX_VALUE);

    public ReadLimit {
        if (mostRows < 1) throw new IllegalArgumentException("at most " + mostRows + " rows");
    }

    /// As much as the source's own options allow, and no more than so many rows.
    public static ReadLimit rows(long most) {
        return new ReadLimit(true, most);
    }
}
