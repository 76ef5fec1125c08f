package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType.Atomic;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// `url_encode(s)`, `url_decode(s)` and `try_url_decode(s)`: texts in the form of URLs' parameters.
public final class UrlCoding {

    private static final Kernel DECODE = Kernels.textToText(UrlCoding::decoded);

    public static final ScalarFunction ENCODE = ScalarFunction.named("url_encode")
            .summary("Writes a text in the form in which URLs have parameters.")
            .example("url_encode('https://spark.apache.org')", "https%3A%2F%2Fspark.apache.org")
            .example("url_encode(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(STRING) -> STRING", Kernels.textToText(text -> URLEncoder.encode(text, StandardCharsets.UTF_8)))
            .build();

    public static final ScalarFunction DECODE_OR_FAIL = ScalarFunction.named("url_decode")
            .summary("Reads a text in the form in which URLs have parameters.")
            .example("url_decode('https%3A%2F%2Fspark.apache.org')", "https://spark.apache.org")
            .example("url_decode(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(STRING) -> STRING", DECODE)
            .build();

    public static final ScalarFunction TRY_DECODE = ScalarFunction.named("try_url_decode")
            .summary("Reads a text in the form in which URLs have parameters, and gives NULL for what is not.")
            .example("try_url_decode('a+b%20c')", "a b c")
            .example("try_url_decode('%2s')", null)
            .nullability(Nullability.ALWAYS)
            .overload("(STRING) -> STRING", Tolerant.of(Atomic.STRING, DECODE))
            .build();

    private UrlCoding() {}

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ErrorCondition.CANNOT_DECODE_URL
                    .error()
                    .with("url", text)
                    .cause(e)
                    .build();
        }
    }
}
