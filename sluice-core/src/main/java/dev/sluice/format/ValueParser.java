package dev.sluice.format;

import dev.sluice.vector.Vector;

/// Makes a column of values of a column of texts.
public interface ValueParser {

    /// Takes a text. All texts up to [#build] lie in one block.
    ///
    /// @throws dev.sluice.error.SluiceException in mode FAILFAST, if not all of it fits; then the parser is of no use
    ///     any more
    void add(byte[] block, int from, int to);

    void addNull();

    /// The values so far; then it starts anew.
    ///
    /// @param block where the texts lie
    Vector build(byte[] block);
}
