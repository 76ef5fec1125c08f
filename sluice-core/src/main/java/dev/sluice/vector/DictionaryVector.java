package dev.sluice.vector;

import dev.sluice.type.Physical;

/// Row `r` is row `ids[r]` of the dictionary.
///
/// @param dictionary a flat vector
public record DictionaryVector(Vector dictionary, int[] ids, int size) implements Vector {

    public DictionaryVector {
        if (dictionary instanceof ConstantVector || dictionary instanceof DictionaryVector) {
            throw new IllegalArgumentException("a dictionary is flat");
        }
    }

    /// Rows of any vector: a dictionary, or a dictionary with its ids followed through.
    public static Vector of(Vector vector, int[] ids, int size) {
        return switch (vector) {
            case ConstantVector(Vector value, _) -> new ConstantVector(value, size);
            case DictionaryVector(Vector dictionary, int[] inner, _) -> {
                int[] through = new int[size];
                for (int i = 0; i < size; i++) through[i] = inner[ids[i]];
                yield new DictionaryVector(dictionary, through, size);
            }
            default -> new DictionaryVector(vector, ids, size);
        };
    }

    @Override
    public boolean isNull(int row) {
        return dictionary.isNull(ids[row]);
    }

    @Override
    public Physical physical() {
        return dictionary.physical();
    }

    @Override
    public boolean mayHaveNulls() {
        return dictionary.mayHaveNulls();
    }
}
