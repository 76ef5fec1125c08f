package dev.sluice.encoder;

import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.MapVector;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.lang.invoke.MethodHandle;
import java.util.List;

/// Takes objects out of columns: shown a chunk's columns first, then asked row by row. For one thread.
public final class ObjectReader<T> {

    private final MethodHandle handle;
    private final List<DataType> types;
    private Cursor cursor = new Cursor(new Vector[0], 0);

    /// @param handle `(Cursor) -> Object`
    ObjectReader(MethodHandle handle, List<DataType> types) {
        this.handle = handle;
        this.types = List.copyOf(types);
    }

    /// The columns that are read from now on.
    public void open(Vector[] columns) {
        Vector[] flat = new Vector[columns.length];
        for (int i = 0; i < flat.length; i++) flat[i] = flat(columns[i], types.get(i));
        cursor = new Cursor(flat, 0);
    }

    /// The object in a row; null only if it is one value.
    ///
    /// @throws SluiceException if there is a null that the class can't take
    @SuppressWarnings("unchecked") // what the handle makes
    public T read(int row) {
        cursor.row = row;
        try {
            return (T) (Object) handle.invokeExact(cursor);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new java.lang.reflect.UndeclaredThrowableException(e);
        }
    }

    /// Vectors as the handles expect them: flat in every depth, of the kind of their type.
    private static Vector flat(Vector vector, DataType type) {
        Vector flat = Vectors.flatten(vector);
        return switch (type) {
            case DataType.Struct struct
            when flat instanceof StructVector(Vector[] fields, boolean[] nulls, int size) -> {
                Vector[] inner = new Vector[fields.length];
                for (int i = 0; i < inner.length; i++)
                    inner[i] = flat(fields[i], struct.field(i).type());
                yield new StructVector(inner, nulls, size);
            }
            case DataType.Array(var element, _)
            when flat
                    instanceof ArrayVector(int[] offsets, int[] lengths, Vector elements, boolean[] nulls, int size) ->
                new ArrayVector(offsets, lengths, flat(elements, element), nulls, size);
            case DataType.Map(var key, var value, _)
            when flat
                    instanceof
                    MapVector(int[] offsets, int[] lengths, Vector keys, Vector values, boolean[] nulls, int size) ->
                new MapVector(offsets, lengths, flat(keys, key), flat(values, value), nulls, size);
            default -> flat;
        };
    }
}
