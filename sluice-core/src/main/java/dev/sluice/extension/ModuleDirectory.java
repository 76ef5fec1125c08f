package dev.sluice.extension;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// An optional module as it is built, beside the engine and not on its class path:
///
/// ```text
/// offers          Provider jdbc          a line for each kind of extension: the service's simple name, then the names
/// lib/*.jar       the module and its libraries, without Sluice's own
/// ```
///
/// Its classes see Sluice's and the JDK's; two modules do not see each other's libraries.
final class ModuleDirectory {

    private final Path directory;
    private final Map<String, Set<String>> offers;
    private @Nullable ClassLoader loader;

    private ModuleDirectory(Path directory, Map<String, Set<String>> offers) {
        this.directory = directory;
        this.offers = offers;
    }

    /// Those of a path list that are there; a module that is not built is not there.
    static List<ModuleDirectory> all(String path) {
        List<ModuleDirectory> directories = new ArrayList<>();
        for (String entry : path.split(File.pathSeparator)) {
            Path offers = Path.of(entry, "offers");
            if (entry.isEmpty() || !Files.isRegularFile(offers)) continue;
            directories.add(new ModuleDirectory(Path.of(entry), read(offers)));
        }
        return directories;
    }

    private static Map<String, Set<String>> read(Path file) {
        Map<String, Set<String>> offers = new HashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.isBlank() || line.startsWith("#")) continue;
                String[] words = line.strip().split(" +");
                Set<String> names = offers.computeIfAbsent(words[0], _ -> new TreeSet<>());
                names.addAll(List.of(words).subList(1, words.length));
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot read what a module offers: " + file, e);
        }
        return offers;
    }

    Set<String> names(Class<?> service) {
        return offers.getOrDefault(service.getSimpleName(), Set.of());
    }

    /// Opened once and for the life of the process: what came from it may live anywhere.
    synchronized ClassLoader loader() {
        if (loader == null)
            loader = new URLClassLoader(directory.toString(), jars(), getClass().getClassLoader());
        return loader;
    }

    private URL[] jars() {
        List<URL> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.resolve("lib"), "*.jar")) {
            for (Path file : files) jars.add(url(file));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the jars of the module in " + directory, e);
        }
        return jars.toArray(URL[]::new);
    }

    private static URL url(Path file) throws MalformedURLException {
        return file.toUri().toURL();
    }
}
