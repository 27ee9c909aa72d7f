package org.healthwarehouse.storage;

import org.healthwarehouse.connector.Deriver;
import org.healthwarehouse.model.StreamId;

/**
 * A stream whose records are made out of the samples of another stream of the same user and source.
 *
 * @param deriver makes them
 * @param output the stream that is made
 */
public record Derivation(Deriver deriver, StreamId output) {
    /** The scheme of the one key that every derived record has. */
    public static final String SCHEME = "derived";

    /** The stream that it is made of. */
    public StreamId input() {
        return new StreamId(output.user(), output.source(), deriver.input());
    }
}
