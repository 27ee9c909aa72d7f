package org.healthwarehouse.connector;

import org.healthwarehouse.model.Failure;
import org.jspecify.annotations.Nullable;

/** A vendor gave no usable answer. The failure decides what the engine does next. */
public final class FetchException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    /** An exception that carries the failure. */
    public FetchException(Failure failure) {
        this(failure, null);
    }

    /** An exception that carries the failure and its cause, whose text must hold no bytes of the answer. */
    public FetchException(Failure failure, @Nullable Throwable cause) {
        super(failure.message(), cause);
        this.failure = failure;
    }

    /** What went wrong. */
    public Failure failure() {
        return failure;
    }
}
