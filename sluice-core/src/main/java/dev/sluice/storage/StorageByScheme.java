package dev.sluice.storage;

import dev.sluice.error.ErrorCondition;
import dev.sluice.extension.Extensions;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Files by their URIs: what has no scheme, or `file:`, is of one storage, usually this machine; all else is looked
/// after by the [StorageProvider] of its scheme, which is opened when a path first asks for it.
public final class StorageByScheme implements Storage, AutoCloseable {

    /// Which module brings a scheme, for whoever does not have it.
    private static final Map<String, String> MODULES =
            Map.of("hdfs", "sluice-hadoop", "s3", "sluice-aws", "s3a", "sluice-aws", "zk", "sluice-zookeeper");

    private final Storage plain;
    private final Supplier<Map<String, String>> settings;
    private final Map<String, Storage> opened = new ConcurrentHashMap<>();

    /// @param plain for paths without a scheme
    /// @param settings of the session, for the providers
    public StorageByScheme(Storage plain, Supplier<Map<String, String>> settings) {
        this.plain = plain;
        this.settings = settings;
    }

    /// @param root what stands before the path: scheme, authority and a slash, or nothing
    private record Place(Storage storage, String root, String path) {
        Entry whole(Entry entry) {
            return root.isEmpty()
                    ? entry
                    : new Entry(root + entry.path(), entry.directory(), entry.sizeBytes(), entry.modifiedMillis());
        }
    }

    private Place place(String path) {
        String scheme = StoragePaths.scheme(path);
        if (scheme.isEmpty()) return new Place(plain, "", path);
        String root = StoragePaths.root(path);
        Storage storage = opened.get(root);
        if (storage == null) storage = open(scheme, root);
        int begin = path.startsWith("//", scheme.length() + 1) ? root.length() : scheme.length() + 1;
        while (path.startsWith("/", begin)) begin++;
        return new Place(storage, root + "/", path.substring(begin));
    }

    private synchronized Storage open(String scheme, String root) {
        Storage known = opened.get(root);
        if (known != null) return known;
        StorageProvider provider = Extensions.find(StorageProvider.class, scheme)
                .orElseThrow(() -> ErrorCondition.IO_ERROR
                        .error()
                        .with("action", "open")
                        .with("path", root)
                        .with("reason", "no storage has the scheme " + scheme)
                        .hint(hint(scheme))
                        .build());
        Storage storage = provider.open(root, new StorageProvider.Surroundings(settings, this));
        opened.put(root, storage);
        return storage;
    }

    private static String hint(String scheme) {
        String module = MODULES.get(scheme);
        if (module != null) {
            return "it is in the module " + module + ": add dev.sluice:" + module
                    + " to the program; ./sluice has it unless SLUICE_MODULES leaves it out.";
        }
        Set<String> names = Extensions.names(StorageProvider.class);
        return "the schemes here are file" + (names.isEmpty() ? "" : ", " + String.join(", ", names)) + ".";
    }

    @Override
    public String absolute(String path) {
        Place place = place(path);
        return place.root() + place.storage().absolute(place.path());
    }

    @Override
    public Optional<Entry> find(String path) {
        Place place = place(path);
        return place.storage().find(place.path()).map(place::whole);
    }

    @Override
    public List<Entry> list(String directory) {
        Place place = place(directory);
        List<Entry> entries = place.storage().list(place.path());
        return place.root().isEmpty()
                ? entries
                : entries.stream().map(place::whole).toList();
    }

    @Override
    public byte[] read(String path) {
        Place place = place(path);
        return place.storage().read(place.path());
    }

    @Override
    public InputStream open(String path, long fromByte) {
        Place place = place(path);
        return place.storage().open(place.path(), fromByte);
    }

    @Override
    public InputStream open(String path, long fromByte, long mostBytes) {
        Place place = place(path);
        return place.storage().open(place.path(), fromByte, mostBytes);
    }

    @Override
    public NewFile begin(String path) {
        Place place = place(path);
        return place.storage().begin(place.path());
    }

    @Override
    public boolean create(String path, byte[] content) {
        Place place = place(path);
        return place.storage().create(place.path(), content);
    }

    @Override
    public void replace(String path, byte[] content) {
        Place place = place(path);
        place.storage().replace(place.path(), content);
    }

    @Override
    public Appender append(String path) {
        Place place = place(path);
        return place.storage().append(place.path());
    }

    @Override
    public void delete(String path) {
        Place place = place(path);
        place.storage().delete(place.path());
    }

    @Override
    public Optional<Lock> lock(String path) {
        Place place = place(path);
        return place.storage().lock(place.path());
    }

    /// Closes what was opened for schemes.
    @Override
    public synchronized void close() {
        for (Storage storage : opened.values()) {
            try {
                if (storage instanceof AutoCloseable closeable) closeable.close();
            } catch (Exception e) {
                System.getLogger(StorageByScheme.class.getName())
                        .log(System.Logger.Level.WARNING, "A storage could not be closed.", e);
            }
        }
        opened.clear();
    }
}
