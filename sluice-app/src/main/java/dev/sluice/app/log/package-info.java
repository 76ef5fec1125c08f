/// Where the engine's log goes when it is run from the command line: to the standard error, a line each, in the form
/// that Spark's has.
///
/// The engine logs by `System.Logger`; Java finds [dev.sluice.app.log.LineLoggerFinder] as a service. Without it Java
/// would load its own logging, which takes a tenth of a second that a short command doesn't have.
@NullMarked
package dev.sluice.app.log;

import org.jspecify.annotations.NullMarked;
