/// Objects of a program's classes in columns, and back.
///
/// [dev.sluice.encoder.Encoder] is what programs hold; it is compiled once, of method handles, into an
/// [dev.sluice.encoder.ObjectReader] over vectors and an [dev.sluice.encoder.ObjectWriter] into builders. Nothing is
/// looked up by reflection where rows flow.
///
/// Never here: which column is meant by which field (`dev.sluice.analyzer`).
@NullMarked
package dev.sluice.encoder;

import org.jspecify.annotations.NullMarked;
