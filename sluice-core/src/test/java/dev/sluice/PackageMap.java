package dev.sluice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The list of packages in `docs/architecture.md`: a line each, `package  description  + what it may know`.
///
/// @param allowed by package, below `dev.sluice`, everything it may know
record PackageMap(Map<String, Set<String>> allowed) {

    private static final Pattern LINE = Pattern.compile("(\\S+) +[^+]*?(?:\\+ (.*))?");

    static PackageMap read(Path document) throws IOException {
        List<String> lines = Files.readAllLines(document);
        int start = lines.indexOf("```text packages");
        if (start < 0) throw new IllegalArgumentException("no block ```text packages in " + document);
        Map<String, Set<String>> allowed = new LinkedHashMap<>();
        for (String line : lines.subList(start + 1, lines.size())) {
            if (line.equals("```")) break;
            Matcher matcher = LINE.matcher(line.strip());
            if (!matcher.matches()) throw new IllegalArgumentException("not a line of the map: " + line);
            add(allowed, matcher.group(1), matcher.group(2));
        }
        return new PackageMap(allowed);
    }

    /// A package knows what stands behind `+`, what that knows, and its own parents.
    private static void add(Map<String, Set<String>> allowed, String room, String known) {
        Set<String> all = new LinkedHashSet<>(Set.of(room));
        for (String each : known == null ? new String[0] : known.split(", *")) {
            Set<String> further = allowed.get(each);
            if (further == null) throw new IllegalArgumentException(room + " is above " + each + " on the map");
            all.addAll(further);
        }
        allowed.put(room, all);
    }

    Set<String> rooms() {
        return allowed.keySet();
    }

    /// The name on the map, or nothing for what is no package of core.
    String roomOf(String packageName) {
        return packageName.startsWith("dev.sluice.") && !packageName.startsWith("dev.sluice.grammar")
                ? packageName.substring("dev.sluice.".length())
                : "";
    }

    /// A parent may name its children: the list of members lives with the members.
    boolean mayKnow(String from, String to) {
        return to.startsWith(from + ".") || allowed.getOrDefault(from, Set.of()).contains(to);
    }
}
