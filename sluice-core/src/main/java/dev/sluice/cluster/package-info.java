/// The other place where queries run: a cluster of Apache Spark, or another process that speaks for one.
///
/// Start at [dev.sluice.cluster.Cluster]. A session on a cluster takes what is said as any session does, and hands its
/// trees over; it looks up only the tables and views that were declared in it. How they travel is a module's affair,
/// found by the scheme of the cluster's address as a [dev.sluice.cluster.ClusterProvider].
@NullMarked
package dev.sluice.cluster;

import org.jspecify.annotations.NullMarked;
