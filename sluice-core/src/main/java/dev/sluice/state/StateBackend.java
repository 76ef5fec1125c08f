package dev.sluice.state;

import dev.sluice.extension.Extension;
import java.util.Map;

/// Where state is kept that need not fit into memory: chosen by the setting `sluice.state.backend`.
///
/// What it keeps is a copy. The log and its snapshots are the truth, so it may forget everything when it is closed. Its
/// files may be part of a snapshot.
public interface StateBackend extends Extension {

    /// A place for the state of one run of a query, empty.
    ///
    /// @param settings of the session
    SortedBytes open(Map<String, String> settings);
}
