package dev.sluice.encoder;

import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.VectorBuilder;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/// Puts objects into columns, row by row. For one thread.
public final class ObjectWriter<T> {

    private final MethodHandle handle;
    private final DataType.Struct schema;
    private final boolean flat;
    private final int firstRows;
    private VectorBuilder.Structs rows;

    /// @param handle `(Object, VectorBuilder) -> void`
    /// @param firstRows how many rows there is room for at first
    ObjectWriter(MethodHandle handle, DataType.Struct schema, boolean flat, int firstRows) {
        this.handle = handle;
        this.schema = schema;
        this.flat = flat;
        this.firstRows = firstRows;
        rows = builder();
    }

    private VectorBuilder.Structs builder() {
        return (VectorBuilder.Structs) VectorBuilder.of(schema, firstRows);
    }

    /// @param object null only if it is one value
    /// @throws dev.sluice.error.SluiceException if it is null and has fields
    public void write(@Nullable T object) {
        if (object == null && !flat) throw Reading.nullIn("top level Product or row object");
        try {
            handle.invokeExact((Object) object, (VectorBuilder) rows);
        } catch (Misfit e) {
            throw e.error();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new java.lang.reflect.UndeclaredThrowableException(e);
        }
    }

    /// A row for no object at all: every column is null.
    public void writeNothing() {
        rows.appendNull();
    }

    /// How many rows were written since the last chunk.
    public int size() {
        return rows.size();
    }

    /// The rows written since the last chunk.
    public Chunk take() {
        int size = rows.size();
        var built = rows.build();
        rows = builder();
        return Chunk.of(size, built.fields());
    }
}
