/// Files, wherever they live. The only room that touches a file system.
///
/// [dev.sluice.storage.Storage] is the seam; [dev.sluice.storage.LocalStorage] is a directory of this machine.
@NullMarked
package dev.sluice.storage;

import org.jspecify.annotations.NullMarked;
