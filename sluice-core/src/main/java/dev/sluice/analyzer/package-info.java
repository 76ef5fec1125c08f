/// Finds out what was meant: `ast` in, `plan` out.
///
/// [dev.sluice.analyzer.Analyzer] walks relations, [dev.sluice.analyzer.ExpressionAnalyzer] expressions,
/// [dev.sluice.analyzer.SelectAnalyzer] what a SELECT with groups and order means; [dev.sluice.analyzer.StreamingRules]
/// refuses what a stream can't do. Never here: parsing, and ways of doing.
@NullMarked
package dev.sluice.analyzer;

import org.jspecify.annotations.NullMarked;
