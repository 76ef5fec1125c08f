package dev.sluice.builtin;

import dev.sluice.connector.Options;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.file.InputFile;
import dev.sluice.filesink.Manifest;
import dev.sluice.json.JsonValue;
import dev.sluice.storage.Storage;
import dev.sluice.storage.StoragePaths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the files that a file source reads.
///
/// A path names a file, a directory, whose files are meant, or a pattern (see [Glob]) of both. In a directory, names
/// that begin with `_` or `.` are passed over, as are its own directories, unless they are to be looked through as
/// well.
final class InputPaths {

    private final Storage storage;
    private final List<String> paths;
    private final boolean recursive;
    private final Predicate<String> nameFilter;

    private InputPaths(Storage storage, List<String> paths, boolean recursive, Predicate<String> nameFilter) {
        this.storage = storage;
        this.paths = paths;
        this.recursive = recursive;
        this.nameFilter = nameFilter;
    }

    /// The paths of the options `path` (one) and `paths` (a JSON array).
    static InputPaths of(Options options, Storage storage) {
        var paths = new ArrayList<String>();
        options.get("path").ifPresent(paths::add);
        options.get("paths").ifPresent(list -> paths.addAll(jsonList(list)));
        if (paths.isEmpty()) throw ErrorCondition.PATH_NOT_SPECIFIED.error().build();
        @Nullable String filter = options.get("pathGlobFilter").orElse(null);
        return new InputPaths(
                storage,
                paths.stream().map(InputPaths::plain).toList(),
                OptionValues.flag(options, "recursiveFileLookup", false),
                filter == null ? name -> true : nameFilter(filter));
    }

    /// The paths as Spark shows them in plans and progress.
    String description() {
        return String.join(", ", paths.stream().map(StoragePaths::uri).toList());
    }

    /// Checks that every path without pattern exists.
    ///
    /// @param patternsToo whether a pattern must match something as well
    void requireExisting(boolean patternsToo) {
        for (String path : paths) {
            boolean found = Glob.isPattern(path)
                    ? !patternsToo || !expand(path).isEmpty()
                    : storage.find(path).isPresent();
            if (!found) {
                throw ErrorCondition.PATH_NOT_FOUND
                        .error()
                        .with("path", patternsToo ? StoragePaths.uri(path) : path)
                        .build();
            }
        }
    }

    /// Checks that no path is a file: a stream reads what comes into directories.
    void requireDirectories() {
        for (String path : paths) {
            if (Glob.isPattern(path)) continue;
            storage.find(path).filter(entry -> !entry.directory()).ifPresent(file -> {
                throw ErrorCondition.BASE_PATH_NOT_A_DIRECTORY
                        .error()
                        .with("path", path)
                        .with("pattern", path.substring(0, path.lastIndexOf('/') + 1) + "*")
                        .build();
            });
        }
    }

    /// Looks for columns that directories say: `day=2020-01-02`.
    PartitionColumns partitions(List<InputFile> files) {
        return recursive ? PartitionColumns.NONE : PartitionColumns.of(paths, files);
    }

    /// The first directory whose manifest names merged files, with one of them; nothing if there is none.
    Optional<InputFile> merged() {
        return paths.stream()
                .filter(path -> !Glob.isPattern(path))
                .flatMap(path -> named(path).stream())
                .filter(file -> Manifest.isMerged(file.name()))
                .findFirst();
    }

    /// All files, each once, path by path and in each directory by name; of a directory that a stream writes, those
    /// that count.
    List<InputFile> files() {
        return files(_ -> {}, new DirectoryTimes());
    }

    /// The same.
    ///
    /// @param missing is told the paths without pattern that are not there
    /// @param times is told the directories that are looked through
    List<InputFile> files(Consumer<String> missing, DirectoryTimes times) {
        Map<String, InputFile> files = new LinkedHashMap<>();
        times.begin();
        for (String path : paths) {
            if (Glob.isPattern(path)) {
                times.lookElsewhere();
                for (Storage.Entry entry : expand(path)) {
                    if (entry.directory() || !isHidden(entry.name())) collect(entry, files, times);
                }
            } else if (new Manifest(storage, path).exists()) {
                times.lookElsewhere();
                for (InputFile file : named(path)) {
                    if (nameFilter.test(file.name())) files.put(file.path(), file);
                }
            } else {
                storage.find(path).ifPresentOrElse(entry -> collect(entry, files, times), () -> {
                    times.lookElsewhere();
                    missing.accept(path);
                });
            }
        }
        return List.copyOf(files.values());
    }

    private void collect(Storage.Entry entry, Map<String, InputFile> into, DirectoryTimes times) {
        if (!entry.directory()) {
            if (nameFilter.test(entry.name())) into.put(entry.path(), InputFile.of(entry));
            return;
        }
        times.visit(entry);
        for (Storage.Entry child : storage.list(entry.path())) {
            if (isHidden(child.name())) continue;
            if (!child.directory() || recursive || child.name().indexOf('=') > 0) collect(child, into, times);
        }
    }

    /// The files that the manifest of a directory names.
    private List<InputFile> named(String path) {
        return new Manifest(storage, path)
                .files().stream()
                        .map(file -> new InputFile(file.path(), file.sizeBytes(), file.modifiedMillis()))
                        .toList();
    }

    /// What matches the pattern, in the order of names.
    private List<Storage.Entry> expand(String glob) {
        var entries = new ArrayList<Storage.Entry>();
        for (String alternative : Glob.alternatives(glob)) {
            String root = root(alternative);
            List<String> found = List.of(root);
            for (String part : alternative.substring(root.length()).split("/")) {
                if (!part.isEmpty()) found = step(found, part);
            }
            for (String path : found)
                if (!path.isEmpty())
                    storage.find(path.substring(0, path.length() - 1)).ifPresent(entries::add);
        }
        return entries;
    }

    /// Where the pattern begins: at the root of a storage, of this machine, or here.
    private static String root(String pattern) {
        if (pattern.startsWith("/")) return "/";
        if (StoragePaths.scheme(pattern).isEmpty()) return "";
        return pattern.substring(
                0, Math.min(pattern.length(), StoragePaths.root(pattern).length() + 1));
    }

    /// What the part of a pattern between two slashes matches in the directories, each with a slash behind it.
    private List<String> step(List<String> directories, String part) {
        if (!Glob.isPattern(part)) {
            return directories.stream().map(directory -> directory + part + "/").toList();
        }
        Pattern pattern = Glob.compile(part);
        var matching = new ArrayList<String>();
        for (String directory : directories) {
            for (Storage.Entry entry : storage.list(directory)) {
                if (pattern.matcher(entry.name()).matches()) matching.add(directory + entry.name() + "/");
            }
        }
        return matching;
    }

    private static Predicate<String> nameFilter(String glob) {
        List<Predicate<String>> alternatives = Glob.alternatives(glob).stream()
                .map(alternative -> Glob.compile(alternative).asMatchPredicate())
                .toList();
        return name -> alternatives.stream().anyMatch(matches -> matches.test(name));
    }

    private static boolean isHidden(String name) {
        return (name.startsWith("_") && name.indexOf('=') < 0) || name.startsWith(".") || name.endsWith("._COPYING_");
    }

    private static List<String> jsonList(String list) {
        try {
            return JsonValue.parse(list).asList().stream()
                    .map(JsonValue::asString)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw OptionValues.invalid("paths", list, "a JSON array of paths");
        }
    }

    /// The path as storages take it: without `file:`, with `//` behind another scheme, and without slashes at its end.
    static String plain(String path) {
        String scheme = StoragePaths.scheme(path);
        String plain = scheme.isEmpty() || path.startsWith("//", scheme.length() + 1)
                ? path
                : scheme + "://" + path.substring(scheme.length() + 1);
        if (path.startsWith("file:")) {
            plain = path.substring("file:".length());
            while (plain.startsWith("//")) plain = plain.substring(1);
        }
        int least = scheme.isEmpty() ? 1 : scheme.length() + "://".length();
        while (plain.length() > least && plain.endsWith("/")) plain = plain.substring(0, plain.length() - 1);
        return plain;
    }

    /// An error about files that nobody can read, in the words of `FAILED_READ_FILE`.
    static SluiceException unreadable(String path, Throwable cause) {
        String reason = cause instanceof SluiceException known ? known.sentence() : String.valueOf(cause.getMessage());
        return ErrorCondition.READ_FILE_FAILED
                .error()
                .with("path", path.startsWith("/") ? "file://" + path : path)
                .with(SluiceException.DETAIL, "because: " + reason)
                .cause(cause)
                .build();
    }
}
