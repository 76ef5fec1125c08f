/// The command line: what is said after `sluice`, what is printed, and the exit code.
///
/// Start at [dev.sluice.app.Main]. Each command is a file that implements [dev.sluice.app.Command]; those that lie in
/// other modules are found by `ServiceLoader`.
///
/// Results go to the standard output and nothing else does; errors, warnings and what a run did go to the standard
/// error. Exit codes: 0 done, 1 a statement or query failed, 2 the command line was wrong.
///
/// What must not come here: anything a program could want too. That is `dev.sluice.api`'s.
@NullMarked
package dev.sluice.app;

import org.jspecify.annotations.NullMarked;
