package dev.sluice.encoder;

import dev.sluice.vector.Vector;

/// A place in columns: what a compiled reader looks at. Moved from row to row by its owner.
final class Cursor {

    final Vector[] columns;
    int row;

    Cursor(Vector[] columns, int row) {
        this.columns = columns;
        this.row = row;
    }
}
