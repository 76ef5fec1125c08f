package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Memo;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType.Atomic;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `parse_url(url, part)`, `parse_url(url, 'QUERY', key)`, and the same with `try_`.
public final class ParseUrl {

    private static final Memo<Pattern> KEYS =
            new Memo<>(key -> Patterns.compile("parse_url", "(&|^)" + key + "=([^&]*)"));

    private static final Kernel PART =
            Kernels.rowsToText((row, out) -> out.appendValue(part(parsed(row.textAt(0)), row.textAt(1))));

    private static final Kernel VALUE = Kernels.rowsToText(
            (row, out) -> out.appendValue(value(parsed(row.textAt(0)), row.textAt(1), row.textAt(2))));

    public static final ScalarFunction FUNCTION = ScalarFunction.named("parse_url")
            .summary("Gives a part of a URL: HOST, PATH, QUERY, REF, PROTOCOL, FILE, AUTHORITY or USERINFO; of the "
                    + "QUERY, also the value of a key.")
            .example("parse_url('http://spark.apache.org/path?query=1', 'HOST')", "spark.apache.org")
            .example("parse_url('http://spark.apache.org/path?query=1', 'QUERY', 'query')", "1")
            .example("parse_url('http://spark.apache.org/path', 'REF')", null)
            .nullability(Nullability.ALWAYS)
            .exact()
            .overload("(STRING, STRING) -> STRING", PART)
            .overload("(STRING, STRING, STRING) -> STRING", VALUE)
            .build();

    public static final ScalarFunction TRY = ScalarFunction.named("try_parse_url")
            .summary("Gives a part of a URL as parse_url does, and NULL for what is no URL.")
            .example("try_parse_url('http://spark.apache.org/path?query=1', 'QUERY')", "query=1")
            .example("try_parse_url('inva lid://spark.apache.org', 'HOST')", null)
            .nullability(Nullability.ALWAYS)
            .exact()
            .overload("(STRING, STRING) -> STRING", Tolerant.of(Atomic.STRING, PART))
            .overload("(STRING, STRING, STRING) -> STRING", Tolerant.of(Atomic.STRING, VALUE))
            .build();

    private ParseUrl() {}

    private static URI parsed(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw ErrorCondition.INVALID_URL.error().with("url", url).cause(e).build();
        }
    }

    private static @Nullable String part(URI url, String part) {
        return switch (part) {
            case "HOST" -> url.getHost();
            case "PATH" -> url.getRawPath();
            case "QUERY" -> url.getRawQuery();
            case "REF" -> url.getRawFragment();
            case "PROTOCOL" -> url.getScheme();
            case "FILE" -> url.getRawQuery() == null ? url.getRawPath() : url.getRawPath() + "?" + url.getRawQuery();
            case "AUTHORITY" -> url.getRawAuthority();
            case "USERINFO" -> url.getRawUserInfo();
            default -> null;
        };
    }

    private static @Nullable String value(URI url, String part, String key) {
        if (!part.equals("QUERY") || url.getRawQuery() == null) return null;
        Matcher matcher = KEYS.of(key).matcher(url.getRawQuery());
        return matcher.find() ? matcher.group(2) : null;
    }
}
