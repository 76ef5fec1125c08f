package dev.sluice.vector;

/// The keys of some rows in canonical form: equal keys have equal bytes, in this process and in every other.
///
/// @param bytes holds all keys
/// @param offsets where each key begins
/// @param lengths how long each is
/// @param hashes a hash of each key's bytes
/// @param count the number of keys
public record KeyBatch(byte[] bytes, int[] offsets, int[] lengths, int[] hashes, int count) {}
