/// The sources, sinks and formats that come with Sluice: files, socket, rate, memory, console, foreach, noop.
///
/// [dev.sluice.builtin.Builtins] lists them; each has a provider that documents its options. A new one is a provider
/// class and a line in that list.
///
/// Never here: how bytes become rows (`dev.sluice.format`), how a query drives a source (`dev.sluice.streaming`).
@NullMarked
package dev.sluice.builtin;

import org.jspecify.annotations.NullMarked;
