package org.healthwarehouse.sync;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.MetadataCache;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.MetadataStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a vendor's answers about itself in the store, by source, user and name. */
final class StoredMetadata implements MetadataCache {
    private static final Logger LOG = LoggerFactory.getLogger(StoredMetadata.class);

    private final EngineParts parts;
    private final String prefix;
    private final boolean asks;
    private Instant goodUntil = Instant.MAX;

    private StoredMetadata(EngineParts parts, UserId user, SourceId source, boolean asks) {
        this.parts = parts;
        this.prefix = source + ":" + user + ":";
        this.asks = asks;
    }

    /** One that asks the vendor for what is not kept or too old. */
    static StoredMetadata asking(EngineParts parts, UserId user, SourceId source) {
        return new StoredMetadata(parts, user, source, true);
    }

    /** One that answers what is kept, however old, and asks nobody. */
    static StoredMetadata askingNobody(EngineParts parts, UserId user, SourceId source) {
        return new StoredMetadata(parts, user, source, false);
    }

    /** When the first of the answers given so far is worth asking again. */
    Instant goodUntil() {
        return goodUntil;
    }

    @Override
    public <T> T get(String name, Duration keptFor, Question question, Reading<T> reading)
            throws FetchException, InterruptedException {
        Optional<T> kept = kept(prefix + name, keptFor, reading);
        if (kept.isPresent()) {
            return kept.get();
        }
        if (!asks) {
            throw new FetchException(new Failure.DataNotFound("nothing is kept under " + prefix + name));
        }
        return ask(prefix + name, keptFor, question, reading);
    }

    private <T> Optional<T> kept(String key, Duration keptFor, Reading<T> reading) {
        Optional<MetadataStore.Entry> entry =
                parts.storage().metadata().get(key).filter(e -> !asks || isGood(e, keptFor));
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        try {
            T read = reading.read(RawBody.of(entry.get().value().getBytes(StandardCharsets.UTF_8)));
            note(entry.get().expiresAt());
            return Optional.of(read);
        } catch (MalformedResponseException e) {
            // An older version of the connector could read it; this one asks again.
            return Optional.empty();
        }
    }

    /** An answer from the future was dated by a clock that went wrong: nobody knows how old it is. */
    private boolean isGood(MetadataStore.Entry entry, Duration keptFor) {
        Instant now = parts.now();
        return now.isBefore(entry.expiresAt())
                && now.isBefore(entry.fetchedAt().plus(keptFor))
                && !entry.fetchedAt().isAfter(now);
    }

    private <T> T ask(String key, Duration keptFor, Question question, Reading<T> reading)
            throws FetchException, InterruptedException {
        Instant askedAt = parts.now();
        RawBody body = question.ask();
        T read;
        String text;
        try (InputStream in = body.open()) {
            read = reading.read(body);
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (MalformedResponseException e) {
            throw new FetchException(e.failure(), e);
        } catch (IOException e) {
            throw new FetchException(new Failure.Unexpected("the answer for " + key + " could not be read"), e);
        }
        keep(new MetadataStore.Entry(key, text, askedAt, askedAt.plus(keptFor)));
        return read;
    }

    private void keep(MetadataStore.Entry entry) {
        try {
            parts.storage().metadata().put(entry);
        } catch (StorageFailedException e) {
            // The answer is good all the same; it will have to be asked for again.
            LOG.warn("{} key={}: {}", LogEvent.METADATA_NOT_KEPT, entry.key(), e.getMessage());
        }
        note(entry.expiresAt());
    }

    private void note(Instant until) {
        goodUntil = until.isBefore(goodUntil) ? until : goodUntil;
    }
}
