package dev.sluice.progress;

import dev.sluice.json.JsonValue;

/// What a query is doing right now, in Spark's words.
public record QueryStatus(String message, boolean isDataAvailable, boolean isTriggerActive) {

    public String json() {
        return toJson().toText();
    }

    public String prettyJson() {
        return toJson().toPrettyText();
    }

    private JsonValue toJson() {
        return JsonValue.object()
                .put("message", message)
                .put("isDataAvailable", isDataAvailable)
                .put("isTriggerActive", isTriggerActive)
                .build();
    }

    @Override
    public String toString() {
        return prettyJson();
    }
}
