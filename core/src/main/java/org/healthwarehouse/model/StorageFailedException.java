package org.healthwarehouse.model;

import org.jspecify.annotations.Nullable;

/**
 * The store could not be opened, read or written. What was committed before is still there; nothing of the failed
 * operation is.
 */
public final class StorageFailedException extends HealthWarehouseException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure of the store.
     *
     * @param message what failed on which store, and what to do; without health values
     */
    public StorageFailedException(String message, @Nullable Throwable cause) {
        super(new Failure.StorageFailed(message), cause);
    }

    /** A failure of the store without an underlying exception. */
    public StorageFailedException(String message) {
        this(message, null);
    }
}
