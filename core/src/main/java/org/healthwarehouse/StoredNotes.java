package org.healthwarehouse;

import java.util.Optional;
import org.healthwarehouse.connector.LastingNotes;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.MetadataStore;
import org.healthwarehouse.sync.EngineParts;

/** Notes that lie among what vendors say of themselves, and never expire there. */
final class StoredNotes implements LastingNotes {
    private final EngineParts parts;
    private final String prefix;

    StoredNotes(EngineParts parts, UserId user, SourceId source) {
        this.parts = parts;
        prefix = source + ":" + user + ":note:";
    }

    @Override
    public Optional<String> read(String name) {
        return parts.storage().metadata().get(prefix + name).map(MetadataStore.Entry::value);
    }

    @Override
    public void write(String name, String text) {
        parts.storage()
                .metadata()
                .put(new MetadataStore.Entry(prefix + name, text, parts.clock().instant(), TimeRange.LATEST));
    }
}
