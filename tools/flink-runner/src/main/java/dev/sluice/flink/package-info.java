/** Nexmark on a real Flink: tables over files, the queries in Flink's idiom, and the digest of what comes of them. */
package dev.sluice.flink;
