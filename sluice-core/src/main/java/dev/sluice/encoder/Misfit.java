package dev.sluice.encoder;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A value of a program that its column can't hold, on the way up from the column to the object that has it: each part
/// that it passes adds its name.
final class Misfit extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Object value;
    private final transient DataType type;
    private final transient List<String> names = new ArrayList<>();

    Misfit(Object value, DataType type, @Nullable Throwable cause) {
        super("", cause, false, false);
        this.value = value;
        this.type = type;
    }

    Misfit within(String name) {
        names.addFirst(name);
        return this;
    }

    /// As Spark calls it: a decimal of too many digits, or what can't be encoded.
    SluiceException error() {
        String where = names.isEmpty() ? "the value" : "the field " + String.join(".", names);
        if (type instanceof DataType.Decimal(int precision, int scale)) {
            return ErrorCondition.NUMERIC_VALUE_OUT_OF_RANGE_WITH_SUGGESTION
                    .error()
                    .with("value", value)
                    .with("precision", precision)
                    .with("scale", scale)
                    .with("config", "\"spark.sql.ansi.enabled\"")
                    .hint("it is " + where + ", whose column holds " + (precision - scale)
                            + " digits before the point.")
                    .build();
        }
        return ErrorCondition.EXPRESSION_ENCODING_FAILED
                .error()
                .with("expressions", where)
                .hint(where + " is " + value + ", which is more than " + type.sql() + " can hold.")
                .cause(getCause())
                .build();
    }
}
