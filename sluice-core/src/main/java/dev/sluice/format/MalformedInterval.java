package dev.sluice.format;

import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;

/// A text is no interval. What is wrong is known where it is read; where it stands, only to whoever asked.
public final class MalformedInterval extends Exception {

    // Never written by Java serialization.
    private final transient SluiceException.Builder error;

    public MalformedInterval(SluiceException.Builder error) {
        super("malformed interval", null, false, false);
        this.error = error;
    }

    /// Without a place: the text stands nowhere in a statement.
    public SluiceException in(String input) {
        return error.with("input", input).build();
    }

    public SluiceException at(SourcePosition where, String input) {
        return error.with("input", input).at(where).build();
    }
}
