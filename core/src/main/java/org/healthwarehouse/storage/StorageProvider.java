package org.healthwarehouse.storage;

import java.time.InstantSource;

/** Makes a storage discoverable by {@link java.util.ServiceLoader}, by the scheme of its address. */
public interface StorageProvider {
    /** The scheme that it serves, for example {@code sqlite} in {@code sqlite:health.db}. */
    String scheme();

    /**
     * Opens the store, creating it if it is not there.
     *
     * @param address what follows the scheme and the colon
     * @param clock the present, for what the storage dates itself
     * @throws org.healthwarehouse.model.InvalidParameterException if the address names nothing that can be a store
     * @throws org.healthwarehouse.model.StorageFailedException if it is there but cannot be opened
     */
    Storage open(String address, InstantSource clock);
}
