/** What the runners of other engines share: how they measure, and the digest of what came of a query. */
package dev.sluice.runner;
