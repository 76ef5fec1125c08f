/// The format `avro`, and the functions `from_avro` and `to_avro`, over Avro's own library: its files, codecs and
/// binary form; values go between bytes and vectors without a record in between.
///
/// Start at [dev.sluice.avro.AvroFormat]. Which type is which says [dev.sluice.avro.AvroTypes].
@NullMarked
package dev.sluice.avro;

import org.jspecify.annotations.NullMarked;
