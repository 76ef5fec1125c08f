package dev.sluice.storage;

import dev.sluice.error.SluiceException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayDeque;
import java.util.Optional;

/// Paths as text.
public final class StoragePaths {

    private StoragePaths() {}

    /// The path without `.`, `..`, doubled and trailing slashes.
    public static String normal(String path) {
        var parts = new ArrayDeque<String>();
        for (String part : path.split("/")) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return (path.startsWith("/") ? "/" : "") + String.join("/", parts);
    }

    /// The scheme of a URI, in lower case, or nothing if the path has none, or `file:`. A letter and a colon are a
    /// drive.
    public static String scheme(String path) {
        int colon = path.indexOf(':');
        if (colon < 2 || !path.startsWith("/", colon + 1)) return "";
        for (int i = 0; i < colon; i++) {
            char c = path.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'))) return "";
        }
        String scheme = path.substring(0, colon).toLowerCase(java.util.Locale.ROOT);
        return scheme.equals("file") ? "" : scheme;
    }

    /// The path as Spark shows it: an absolute one of this machine with `file:`.
    public static String uri(String path) {
        return path.startsWith("/") ? "file:" + path : path;
    }

    /// An absolute path as a URI with an empty authority, in which Spark's logs name files: `file:///a%20b`.
    public static String encodedUri(String path) {
        if (path.startsWith("/")) return "file://" + encoded(path);
        if (scheme(path).isEmpty()) return path; // of a storage with names of its own
        String root = root(path);
        return root + encoded(path.substring(root.length()));
    }

    private static String encoded(String path) {
        try {
            return new URI(null, null, path, null).getRawPath();
        } catch (URISyntaxException e) {
            throw SluiceException.bug("a path that is no URI: " + path);
        }
    }

    /// The path that [#encodedUri] names.
    public static String decodedUri(String uri) {
        if (uri.startsWith("file:")) return URI.create(uri).getPath();
        if (scheme(uri).isEmpty()) return uri;
        String root = root(uri);
        return root + URI.create(uri.substring(root.length())).getPath();
    }

    /// What of an absolute path or URI stands behind a directory, which ends with a slash; nothing if it is elsewhere.
    /// `s3a:` and `s3:` lead to the same place, and a URI without authority wherever another one of its scheme does.
    public static Optional<String> below(String directory, String path) {
        if (path.startsWith(directory)) return Optional.of(path.substring(directory.length()));
        if (scheme(path).isEmpty() || !service(path).equals(service(directory))) return Optional.empty();
        String own = root(directory);
        String other = root(path);
        String authority = own.substring(own.indexOf("//"));
        boolean alike = authority.equals("//")
                || other.endsWith("://")
                || authority.equals(other.substring(other.indexOf("//")));
        String inside = path.substring(other.length());
        String prefix = directory.substring(own.length());
        return alike && inside.startsWith(prefix) ? Optional.of(inside.substring(prefix.length())) : Optional.empty();
    }

    private static String service(String uri) {
        String scheme = scheme(uri);
        return scheme.equals("s3a") ? "s3" : scheme;
    }

    /// Scheme and authority of a URI: `hdfs://name:8020`.
    public static String root(String uri) {
        int from = uri.indexOf(':') + 1;
        if (!uri.startsWith("//", from)) return uri.substring(0, from) + "//";
        int end = uri.indexOf('/', from + 2);
        return end < 0 ? uri : uri.substring(0, end);
    }
}
