/// The types of columns and values, with Spark's names in SQL, in DDL and in JSON.
///
/// [dev.sluice.type.DataType] is the family, [dev.sluice.type.Physical] says how its values lie in memory. Never here:
/// values themselves (`dev.sluice.vector`), rules about which type becomes which (`dev.sluice.analyzer`).
@NullMarked
package dev.sluice.type;

import org.jspecify.annotations.NullMarked;
