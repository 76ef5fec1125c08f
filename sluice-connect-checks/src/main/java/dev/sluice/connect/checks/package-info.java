/// Programs for Spark's own client of Spark Connect, and what they are answered.
package dev.sluice.connect.checks;
