package org.healthwarehouse.garmin.fit;

import org.jspecify.annotations.Nullable;

/**
 * Where in a message the bytes of a field are.
 *
 * @param number of the field in its message, or in the developer's list
 * @param developer index of the developer who defined it, or {@link #NATIVE}
 * @param at offset from the start of the message
 * @param size in bytes
 * @param base how to read a value; null if the file names no known type, or if a developer's description will say it
 * @param type what it means, null if that is not known
 */
record Field(
        int number,
        int developer,
        int at,
        int size,
        @Nullable BaseType base,
        @Nullable FieldType type) {
    static final int NATIVE = -1;

    /** How many values there are; none where the size is no multiple of the type's: such a field is bytes. */
    int count(BaseType by) {
        return size % by.size == 0 ? size / by.size : 0;
    }
}
