/// What a query leaves on disk so that it can go on after a crash with the same answer.
///
/// ```text
/// Opened  Planned 0  Changes 0 …  Committed 0  Planned 1  Changes 1 …  Committed 1  Planned 2 ║ crash
///         └ durable before anything of 0 is visible    └──── one sync ────┘
/// ```
///
/// Start at [dev.sluice.checkpoint.CheckpointLog], which the driver writes, and [dev.sluice.checkpoint.Recovery],
/// which it gets back. [dev.sluice.checkpoint.LogEntry] is the family of entries, and folding them is the only way
/// that progress and state change. The bytes on disk are in `docs/reference/checkpoint-format.md`, the reasons in
/// `docs/decisions/0003-one-append-only-log.md` and `0014-snapshots-from-live-state.md`.
///
/// Never here: what a micro-batch does (`dev.sluice.streaming`), files other than through `dev.sluice.storage`.
@NullMarked
package dev.sluice.checkpoint;

import org.jspecify.annotations.NullMarked;
