package dev.sluice.benchmarks;

import dev.sluice.app.Main;
import dev.sluice.app.UsageException;
import dev.sluice.json.JsonValue;
import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.Storage;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// What the product takes on disk: the jars beside the command's own, and the cache that makes starts fast. Benchmarks
/// and optional modules lie elsewhere.
final class ProductSize {

    private static final String CACHE = "sluice.aot";

    private ProductSize() {}

    /// @return a line of JSON, in megabytes
    static String report(LocalStorage files) {
        Path libraries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().startsWith("sluice-app"))
                .map(Path::toAbsolutePath)
                .map(Path::getParent)
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        Main.class.getSimpleName() + " is not in a jar: the product is measured as ./sluice runs it"));
        long jars = files.list(libraries.toString()).stream()
                .mapToLong(Storage.Entry::sizeBytes)
                .sum();
        long cache = Optional.ofNullable(libraries.getParent())
                .flatMap(product -> files.find(product.resolve(CACHE).toString()))
                .map(Storage.Entry::sizeBytes)
                .orElse(0L);
        return JsonValue.object()
                .put("workload", "size")
                .put("jars_mb", megabytes(jars))
                .put("start_cache_mb", megabytes(cache))
                .put("total_mb", megabytes(jars + cache))
                .build()
                .toText();
    }

    private static double megabytes(long bytes) {
        return Math.round(bytes / 1e5) / 10.0;
    }
}
