package dev.sluice.connector;

import org.jspecify.annotations.Nullable;

/// An option that a source or sink understands: what documentation shows, and what typing errors are compared with.
///
/// @param name as Spark writes it
/// @param defaultValue as text, or null if there is none
public record OptionSpec(String name, @Nullable String defaultValue, String summary) {}
