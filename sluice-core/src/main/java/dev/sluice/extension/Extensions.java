package dev.sluice.extension;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// The extensions of this process.
///
/// Those on the class path or module path are found by [ServiceLoader]. `./sluice` starts without the optional modules
/// and names their directories in the system property `sluice.modules`; the jars of one are opened the first time that
/// something it offers is asked for, see [ModuleDirectory]. So a module that isn't used costs nothing.
public final class Extensions {

    /// The directories of optional modules, separated as the entries of a class path are.
    public static final String MODULES = "sluice.modules";

    private static final List<ModuleDirectory> DIRECTORIES = ModuleDirectory.all(System.getProperty(MODULES, ""));

    private Extensions() {}

    /// What goes by the name, whatever its case.
    public static <T extends Extension> Optional<T> find(Class<T> service, String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        Predicate<T> hasName = extension ->
                extension.name().equals(wanted) || extension.otherNames().contains(wanted);
        Optional<T> found = onPath(service).stream().filter(hasName).findFirst();
        if (found.isPresent()) return found;
        return DIRECTORIES.stream()
                .filter(directory -> directory.names(service).contains(wanted))
                .flatMap(directory -> load(service, directory.loader()).stream())
                .filter(hasName)
                .findFirst();
    }

    /// All names that [#find] knows; opens no module for them.
    public static <T extends Extension> Set<String> names(Class<T> service) {
        Set<String> names = new TreeSet<>();
        for (T extension : onPath(service)) {
            names.add(extension.name());
            names.addAll(extension.otherNames());
        }
        DIRECTORIES.forEach(directory -> names.addAll(directory.names(service)));
        return names;
    }

    private static <T extends Extension> List<T> onPath(Class<T> service) {
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        return load(service, ofThread == null ? ClassLoader.getSystemClassLoader() : ofThread);
    }

    private static <T extends Extension> List<T> load(Class<T> service, ClassLoader loader) {
        List<T> extensions = new ArrayList<>();
        ServiceLoader.load(service, loader).forEach(extensions::add);
        return extensions;
    }
}
