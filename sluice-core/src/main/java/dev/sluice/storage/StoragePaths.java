package dev.sluice.storage;

import java.util.ArrayDeque;

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

    /// Scheme and authority of a URI: `hdfs://name:8020`.
    public static String root(String uri) {
        int from = uri.indexOf(':') + 1;
        if (!uri.startsWith("//", from)) return uri.substring(0, from) + "//";
        int end = uri.indexOf('/', from + 2);
        return end < 0 ? uri : uri.substring(0, end);
    }
}
