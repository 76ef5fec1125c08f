/// What a user says about a stream besides the query: when it makes micro-batches, and what it writes after each.
@NullMarked
package dev.sluice.stream;

import org.jspecify.annotations.NullMarked;
