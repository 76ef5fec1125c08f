/// What can go wrong, as data: every error has a named condition with Spark's text and SQLSTATE where Spark has one.
///
/// [dev.sluice.error.ErrorCondition] is the catalogue; start there. Errors are raised where they are seen and wrapped
/// once, at a room's door. Never here: knowledge of any other package.
@NullMarked
package dev.sluice.error;

import org.jspecify.annotations.NullMarked;
