/// What names mean in a session.
///
/// [dev.sluice.catalog.Catalog] holds tables, views, functions and formats. Never here: how a name is found from a
/// place in a query, which is the analyzer's scope.
@NullMarked
package dev.sluice.catalog;

import org.jspecify.annotations.NullMarked;
