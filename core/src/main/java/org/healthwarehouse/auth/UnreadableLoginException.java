package org.healthwarehouse.auth;

/** A stored login cannot be decrypted: its key is lost, another one is given, or the bytes were changed. */
final class UnreadableLoginException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableLoginException(String reason) {
        super(reason);
    }
}
