package org.healthwarehouse.garmin;

import java.util.List;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one kind of body of the web interface. For one body, which is walked through twice: what its columns mean, and
 * which day it is about, may stand behind the rows.
 */
interface ConnectRows {
    /** Where in the body the things are of which there may be many. */
    List<String> paths();

    /**
     * What the body is without these things; before the first of them.
     *
     * @throws BadItemException if it says nothing that can be told
     */
    default void outline(ExportItem outline, Telling out) throws BadItemException, MalformedResponseException {}

    /**
     * One of the things.
     *
     * @param path on which it lies
     * @param value a map, a list, text, a number, a truth value, or null
     * @throws BadItemException if it says nothing that can be told; the others are told all the same
     */
    void take(String path, @Nullable Object value, Telling out) throws BadItemException, MalformedResponseException;
}
