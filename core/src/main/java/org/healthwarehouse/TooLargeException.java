package org.healthwarehouse;

import java.io.IOException;

/** A file unpacks to more than an import allows. */
final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(String message) {
        super(message);
    }
}
