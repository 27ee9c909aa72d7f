package org.healthwarehouse.storage;

import org.healthwarehouse.model.RecordKey;

/**
 * One stored row of a stream, by the identity under which a listing would name it. Times are UTC epoch milliseconds.
 */
public sealed interface StoredItem {
    /** When it begins. */
    long startMs();

    /** When it ends; equal to the start for a moment. */
    long endMs();

    /**
     * A record or a location. Two are the same item if their keys are equal, wherever they lie.
     *
     * @param key one of its identities
     * @param startMs when it begins
     * @param endMs when it ends
     */
    record Named(RecordKey key, long startMs, long endMs) implements StoredItem {
        @Override
        public boolean equals(Object other) {
            return other instanceof Named named && named.key.equals(key);
        }

        @Override
        public int hashCode() {
            return key.hashCode();
        }
    }

    /**
     * A sample.
     *
     * @param device key of the device that recorded it
     * @param channel its channel
     * @param startMs when it begins
     * @param endMs when it ends
     */
    record Sample(String device, String channel, long startMs, long endMs) implements StoredItem {}
}
