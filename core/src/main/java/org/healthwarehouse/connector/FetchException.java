package org.healthwarehouse.connector;

import org.healthwarehouse.model.Failure;
import org.jspecify.annotations.Nullable;

/** A vendor gave no usable answer. The failure decides what the engine does next. */
public final class FetchException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;
    private final boolean endsTheRun;

    /** An exception that carries the failure. */
    public FetchException(Failure failure) {
        this(failure, null);
    }

    /** An exception that carries the failure and its cause, whose text must hold no bytes of the answer. */
    public FetchException(Failure failure, @Nullable Throwable cause) {
        this(failure, cause, false);
    }

    private FetchException(Failure failure, @Nullable Throwable cause, boolean endsTheRun) {
        super(failure.message(), cause);
        this.failure = failure;
        this.endsTheRun = endsTheRun;
    }

    /**
     * An exception after which nothing else would be answered either, for example because the vendor keeps programs
     * out: the job pauses with this failure, and nothing more is asked until somebody resumes it or asks anew.
     */
    public static FetchException endingTheRun(Failure failure) {
        return new FetchException(failure, null, true);
    }

    /** Whether nothing else would be answered either. */
    public boolean endsTheRun() {
        return endsTheRun;
    }

    /** What went wrong. */
    public Failure failure() {
        return failure;
    }
}
