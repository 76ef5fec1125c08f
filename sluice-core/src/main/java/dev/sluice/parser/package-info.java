/// Text to `ast`: what a SQL statement, an expression, a data type or a table schema says.
///
/// ```text
/// text ──▶ SqlText ──▶ Grammar ──▶ parse tree ──▶ StatementBuilder ──▶ ast
///          a range of    Spark's lexer               QueryBuilder
///          a text        and parser                  ExpressionBuilder …
/// ```
///
/// [dev.sluice.parser.SqlParser] is the door; everything else is hidden. The grammar is Spark's own
/// (`dev.sluice.grammar`, Spark 4.2), so whatever Spark can read is read here, or is no sentence for either. Its
/// parse trees never leave this package: it is the only one that knows the grammar, so that a new release of Spark
/// is felt here and nowhere else.
///
/// What the grammar allows and the `ast` cannot say yet is refused by [dev.sluice.parser.NotYet], with the name of
/// the feature and its place in the text; no clause is left out in silence. Read and dropped are only words that
/// change no answer: brackets, `COMMENT 'text'` on tables, views and columns, and what says the default (`ALL`,
/// `RESPECT NULLS`).
///
/// Every expression knows exactly where it was said; relations and statements know the words an error about them
/// would point at (a table's name, a join, a GROUP BY).
///
/// What must never come here: a look at the catalog, a decision about types (`1 + 1.5`), a conversion that depends
/// on the session (`DATE '2020-01-01'` stays text), a default for something that was not said.
@NullMarked
package dev.sluice.parser;

import org.jspecify.annotations.NullMarked;
