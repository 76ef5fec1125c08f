package dev.sluice.connector;

import dev.sluice.json.JsonValue;

/// A position in a source, in a form that only the source understands; it is logged and shown as JSON.
public record Offset(JsonValue json) {
    @Override
    public String toString() {
        return json.toText();
    }
}
