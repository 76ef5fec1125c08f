package dev.sluice.format;

import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;

/// A column of objects with known fields.
final class JsonStructColumn extends JsonColumn {

    private final JsonFields fields;
    private final NullRows nulls = new NullRows();
    private int size;

    JsonStructColumn(JsonFields fields) {
        this.fields = fields;
    }

    @Override
    int addValue(JsonScanner json, int from, int to, boolean escaped) {
        if (json.bytes()[from] != '{') return NOT_TAKEN;
        fields.scan(json, from);
        boolean fit = fields.add(json);
        size++;
        return fit ? TAKEN : TAKEN_IN_PART;
    }

    @Override
    void addNull() {
        fields.addNulls();
        nulls.add(size++);
    }

    @Override
    int size() {
        return size;
    }

    @Override
    Vector build(byte[] block) {
        var built = new StructVector(fields.build(block), nulls.take(size), size);
        size = 0;
        return built;
    }
}
