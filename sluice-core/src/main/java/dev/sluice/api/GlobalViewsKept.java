package dev.sluice.api;

import dev.sluice.catalog.GlobalViews;

/// Keeps global temporary views although no session may be open, as a server does between two of its clients.
public final class GlobalViewsKept implements AutoCloseable {

    private final GlobalViews views;

    public GlobalViewsKept() {
        views = GlobalViews.hold();
    }

    /// To be called once.
    @Override
    public void close() {
        views.release();
    }
}
