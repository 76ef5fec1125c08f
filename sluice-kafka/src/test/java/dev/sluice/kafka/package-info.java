/// Tests against a real broker.
package dev.sluice.kafka;
