package dev.sluice.extension;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/// Classes of a program's own, in jars that a statement names.
public final class ProgramJars {

    private ProgramJars() {}

    /// The class by its name, of the jars or of the program that runs. The jars stay open as long as it is in use.
    ///
    /// @param jars paths on this machine, or URIs of the scheme `file`
    /// @throws ClassNotFoundException if there is none
    /// @throws MalformedURLException if a jar's path can't be
    public static Class<?> load(String className, List<String> jars)
            throws ClassNotFoundException, MalformedURLException {
        ClassLoader program = Thread.currentThread().getContextClassLoader();
        ClassLoader parent = program == null ? ProgramJars.class.getClassLoader() : program;
        if (jars.isEmpty()) return Class.forName(className, true, parent);
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            String jar = jars.get(i);
            Path path = jar.startsWith("file:") ? Path.of(URI.create(jar)) : Path.of(jar);
            urls[i] = path.toUri().toURL();
        }
        return Class.forName(className, true, new URLClassLoader(urls, parent));
    }
}
