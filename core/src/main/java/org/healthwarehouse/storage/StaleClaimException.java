package org.healthwarehouse.storage;

import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;

/** The lease of a chunk ran out and somebody else took it over. Nothing was written. */
public final class StaleClaimException extends HealthWarehouseException {
    private static final long serialVersionUID = 1L;

    /** A refusal of that fence. */
    public StaleClaimException(long fence) {
        super(new Failure.Cancelled("claim " + fence + " ran out and was taken over; its answer was dropped"));
    }
}
