package dev.sluice.connect.client;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.Suggestion;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The address of a server of Spark Connect: `sc://host:15002/;token=…;use_ssl=true;user_id=…;session_id=…`.
///
/// Source: Spark, "Connecting to Spark Connect using Clients" (client-connection-string).
///
/// @param tls whether what is sent is encrypted: with a token always, but on this machine
/// @param token sent with each request, or null
/// @param headers what else is sent with each request: parameters that begin with `x-`
record Address(
        String text,
        String host,
        int port,
        boolean tls,
        @Nullable String token,
        String user,
        String sessionId,
        String agent,
        Map<String, String> headers) {

    private static final int USUAL_PORT = 15002;
    private static final Pattern FORM = Pattern.compile("sc://(\\[[^]]+]|[^:/;\\[\\]]+)(?::(\\d+))?(?:/(?:;(.*))?)?");
    private static final Set<String> KNOWN = Set.of("token", "use_ssl", "user_id", "session_id", "user_agent");
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

    /// Where Spark's clients look for a token that is not said, so that it need not stand in a command.
    private static final String TOKEN_VARIABLE = "SPARK_CONNECT_AUTHENTICATE_TOKEN";

    /// @throws SluiceException if it is written otherwise
    static Address parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) throw wrong(text, "it is not written sc://host:port/;name=value;…", null);
        Map<String, String> said = new HashMap<>();
        String parameters = form.group(3) == null ? "" : form.group(3);
        for (String parameter : parameters.split(";")) {
            if (parameter.isEmpty()) continue;
            int equals = parameter.indexOf('=');
            if (equals < 1) throw wrong(text, "\"" + parameter + "\" is not written name=value", null);
            String name = parameter.substring(0, equals);
            if (!KNOWN.contains(name) && !name.startsWith("x-")) {
                String hint = Suggestion.likely(name, KNOWN)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("there are token, use_ssl, user_id, session_id and user_agent");
                throw wrong(text, "it has the unknown parameter " + name, hint);
            }
            said.put(name, parameter.substring(equals + 1));
        }
        String digits = form.group(2) == null ? String.valueOf(USUAL_PORT) : form.group(2);
        int port = digits.length() > 5 ? 0 : Integer.parseInt(digits);
        if (port < 1 || port > 65_535) throw wrong(text, "there is no port " + digits, null);
        String token = said.getOrDefault("token", System.getenv(TOKEN_VARIABLE));
        boolean tls = said.containsKey("use_ssl")
                ? Boolean.parseBoolean(said.get("use_ssl"))
                : token != null && !HERE.contains(form.group(1));
        if (token != null && !tls && !HERE.contains(form.group(1))) {
            throw wrong(text, "its token would be sent for everybody to read", "use_ssl=true encrypts it");
        }
        Map<String, String> headers = new HashMap<>(said);
        headers.keySet().removeIf(name -> !name.startsWith("x-"));
        String session = said.getOrDefault("session_id", UUID.randomUUID().toString());
        return new Address(
                masked(text),
                form.group(1),
                port,
                tls,
                token,
                said.getOrDefault("user_id", System.getProperty("user.name", "sluice")),
                session,
                said.getOrDefault("user_agent", "sluice"),
                headers);
    }

    /// Without what is nobody's business who reads an error.
    private static String masked(String text) {
        return text.replaceAll("=[^;]*", "=…");
    }

    private static SluiceException wrong(String text, String reason, @Nullable String hint) {
        var error = ErrorCondition.CLUSTER_ADDRESS
                .error()
                .with("address", masked(text))
                .with("reason", reason);
        if (hint != null) error.hint(hint);
        return error.build();
    }
}
