/// How optional modules are found, by the names of what they offer, when those are asked for and not before.
///
/// Start at [dev.sluice.extension.Extensions]. What a module may offer is said where it is used: a format is a
/// `dev.sluice.connector.Provider`. Nothing here knows what an extension does.
@NullMarked
package dev.sluice.extension;

import org.jspecify.annotations.NullMarked;
