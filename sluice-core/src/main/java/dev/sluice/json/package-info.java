/// JSON for control data: a value tree, its parser and its printer.
///
/// Rows of data have a reader and writer of their own, made for columns, in `dev.sluice.format`.
@NullMarked
package dev.sluice.json;

import org.jspecify.annotations.NullMarked;
