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
/// @param token sent with each request, or null
record Address(
        String text,
        String host,
        int port,
        boolean tls,
        @Nullable String token,
        String user,
        String sessionId) {

    private static final int USUAL_PORT = 15002;
    private static final Pattern FORM = Pattern.compile("sc://(\\[[^]]+]|[^:/;\\[\\]]+)(?::(\\d+))?(?:/(?:;(.*))?)?");
    private static final Set<String> KNOWN = Set.of("token", "use_ssl", "user_id", "session_id", "user_agent");

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
        int port = form.group(2) == null ? USUAL_PORT : Integer.parseInt(form.group(2));
        if (port < 1 || port > 65_535) throw wrong(text, "there is no port " + port, null);
        String session = said.getOrDefault("session_id", UUID.randomUUID().toString());
        return new Address(
                // The token is nobody's business who reads an error.
                text.replaceFirst("token=[^;]*", "token=…"),
                form.group(1),
                port,
                Boolean.parseBoolean(said.get("use_ssl")),
                said.get("token"),
                said.getOrDefault("user_id", System.getProperty("user.name", "sluice")),
                session);
    }

    private static SluiceException wrong(String text, String reason, @Nullable String hint) {
        var error = ErrorCondition.CLUSTER_ADDRESS
                .error()
                .with("address", text.replaceFirst("token=[^;]*", "token=…"))
                .with("reason", reason);
        if (hint != null) error.hint(hint);
        return error.build();
    }
}
