/// How queries are done: physical plans, and the running of them.
///
/// ```text
/// PhysicalPlan ──cut at exchanges──▶ Pipeline ──open──▶ Chain of Operators
///
/// Pipeline 1   scan ▶ project ▶ explode ▶ partial aggregate ──▶ Exchange        a task a split
/// Pipeline 2   Exchange ▶ state aggregate ▶ project ──────────▶ Output          a task a partition
/// ```
///
/// Start at [dev.sluice.execution.QueryRunner]. A node is one file in `execution.operator`: the plan record and,
/// private in it, its operator. Never here: when a micro-batch runs and what is logged of it (`dev.sluice.streaming`).
@NullMarked
package dev.sluice.execution;

import org.jspecify.annotations.NullMarked;
