/// What a source, a sink or a format has to offer, and nothing else of the engine.
///
/// Start at [dev.sluice.connector.Provider]: a named format. [dev.sluice.connector.Source] is read by micro-batches,
/// [dev.sluice.connector.StaticInput] as a whole, [dev.sluice.connector.Sink] is written. Positions and ranges are
/// JSON, so that the log can be read by people.
@NullMarked
package dev.sluice.connector;

import org.jspecify.annotations.NullMarked;
