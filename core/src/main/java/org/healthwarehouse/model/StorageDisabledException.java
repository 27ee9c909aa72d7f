package org.healthwarehouse.model;

/** The warehouse was told to keep nothing, so this cannot be done. Reads still answer, straight from the source. */
public final class StorageDisabledException extends HealthWarehouseException {
    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param what what cannot be done
     */
    public StorageDisabledException(String what) {
        super(new Failure.InvalidParameter(
                what + " needs a store, and the store is switched off (HEALTHWAREHOUSE_DB_ENABLED=false);"
                        + " set it to true. Reads answer without one, straight from the source"));
    }
}
