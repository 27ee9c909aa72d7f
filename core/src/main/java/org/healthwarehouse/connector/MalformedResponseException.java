package org.healthwarehouse.connector;

import org.healthwarehouse.model.Failure;

/** A page is not what the vendor's interface promises. Names the place and the rule, never the content. */
public final class MalformedResponseException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String position;

    /**
     * A page that cannot be read.
     *
     * @param message which rule is broken, without any of the content
     * @param position where, for example {@code item 17, field start_date} or {@code line 1, column 300}
     */
    public MalformedResponseException(String message, String position) {
        super(message + " at " + position);
        this.position = position;
    }

    /** Where the page breaks the rule. */
    public String position() {
        return position;
    }

    /** The same as a value. */
    public Failure failure() {
        return new Failure.MalformedResponse(String.valueOf(getMessage()), position);
    }
}
