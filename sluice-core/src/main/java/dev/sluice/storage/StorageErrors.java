package dev.sluice.storage;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What failed, on which path, and why, in words.
public final class StorageErrors {

    private StorageErrors() {}

    static SluiceException cannot(String action, Path path, IOException cause) {
        return cannot(action, path.toString(), cause);
    }

    /// @param action such as `read`
    public static SluiceException cannot(String action, String path, IOException cause) {
        return build(action, path, reason(cause), cause);
    }

    public static SluiceException cannot(String action, String path, String reason) {
        return build(action, path, reason, null);
    }

    private static SluiceException build(String action, String path, String reason, @Nullable IOException cause) {
        ErrorCondition condition = isFull(reason) ? ErrorCondition.STORAGE_FULL : ErrorCondition.IO_ERROR;
        return condition
                .error()
                .with("action", action)
                .with("path", path)
                .with("reason", reason)
                .cause(cause)
                .build();
    }

    /// How Linux, macOS and Windows say that a disk, or what a user may have of it, is full.
    private static boolean isFull(String reason) {
        return reason.contains("No space left on device")
                || reason.contains("Disk quota exceeded")
                || reason.contains("not enough space on the disk");
    }

    private static String reason(IOException cause) {
        return switch (cause) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "permission denied";
            case DirectoryNotEmptyException _ -> "the directory is not empty";
            case FileAlreadyExistsException e -> e.getFile() + " is there already and is not a directory";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default -> cause.getMessage() == null ? cause.toString() : cause.getMessage();
        };
    }
}
