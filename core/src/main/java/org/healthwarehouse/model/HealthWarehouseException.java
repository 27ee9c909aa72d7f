package org.healthwarehouse.model;

import org.jspecify.annotations.Nullable;

/**
 * The root of everything that the library throws on its own account. {@link #failure()} says what kind of failure it
 * is; the message is for developers and never holds a secret or a health value.
 */
public class HealthWarehouseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    /** An exception that carries the failure. */
    public HealthWarehouseException(Failure failure) {
        this(failure, null);
    }

    /** An exception that carries the failure and what caused it. */
    public HealthWarehouseException(Failure failure, @Nullable Throwable cause) {
        super(failure.message(), cause);
        this.failure = failure;
    }

    /** What went wrong, as a value that can be switched over, stored and shown. */
    public Failure failure() {
        return failure;
    }
}
