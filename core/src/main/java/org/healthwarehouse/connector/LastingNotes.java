package org.healthwarehouse.connector;

import java.util.Optional;

/**
 * Small texts that must never be forgotten, of one user and source: for example what a vendor may be asked only once.
 * Kept in the store as they are, so secrets and data about health do not belong here. Thread-safe; two who read and
 * then write the same note at one time have to agree between themselves.
 */
public interface LastingNotes {
    /** The text of that name; empty if none was written. */
    Optional<String> read(String name);

    /** Writes a text, in the place of the former one of that name. It is in the store when this returns. */
    void write(String name, String text);
}
