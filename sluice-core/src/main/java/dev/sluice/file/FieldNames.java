package dev.sluice.file;

import dev.sluice.error.ErrorCondition;
import java.util.List;

/// Names of fields in files beside the names that are asked for.
public final class FieldNames {

    private FieldNames() {}

    /// The place of a field: that of the very name, else of the only one that differs from it in case.
    ///
    /// @return -1 if there is none
    /// @throws dev.sluice.error.SluiceException if several differ in case
    public static int indexOf(List<String> names, String name) {
        int exact = names.indexOf(name);
        if (exact >= 0) return exact;
        int found = -1;
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).equalsIgnoreCase(name)) continue;
            if (found >= 0) {
                throw ErrorCondition.AMBIGUOUS_FIELD_IN_FILE
                        .error()
                        .with("name", name)
                        .with("first", names.get(found))
                        .with("second", names.get(i))
                        .build();
            }
            found = i;
        }
        return found;
    }
}
