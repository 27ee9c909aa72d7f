package org.healthwarehouse.whoop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.PageToken;
import org.healthwarehouse.connector.ParseProblem;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.RecordKey;

/** Reads one answer. A page holds 25 records of about a kilobyte, so it is read whole. */
final class WhoopPage {
    private static final int LONGEST = 1 << 24;

    private final WhoopFeed feed;
    private final PageSink sink;

    WhoopPage(WhoopFeed feed, PageSink sink) {
        this.feed = feed;
        this.sink = sink;
    }

    /** A page of a collection. A record that cannot be read is told and passed over, unless it is all of them. */
    void listing(RawBody body) throws MalformedResponseException {
        Attributes page = object(body);
        if (!(page.asMap().get("records") instanceof List<?> records)) {
            throw new MalformedResponseException("the page has no list of records", "field records");
        }
        List<ParsedRecord> read = new ArrayList<>();
        List<MalformedResponseException> unread = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            try {
                read.add(record(records.get(i), "record " + (i + 1)));
            } catch (MalformedResponseException e) {
                unread.add(e);
            }
        }
        if (read.isEmpty() && !unread.isEmpty()) {
            throw unread.get(0);
        }
        read.forEach(record -> sink.record(withStart(record)));
        unread.forEach(problem -> sink.problem(
                new ParseProblem(Optional.of(feed.type()), String.valueOf(problem.getMessage()), problem.position())));
        page.text("next_token").filter(token -> !token.isEmpty()).ifPresent(token -> sink.next(new PageToken(token)));
    }

    /** The answer to a question about one record, or about what is current. */
    void single(RawBody body) throws MalformedResponseException {
        ParsedRecord record = record(object(body).asMap(), "the record");
        sink.record(withStart(record));
    }

    private ParsedRecord record(@org.jspecify.annotations.Nullable Object value, String at)
            throws MalformedResponseException {
        if (!(value instanceof Map<?, ?> object)) {
            throw new MalformedResponseException("expected an object", at);
        }
        try {
            return feed.read(new Item(object, at));
        } catch (InvalidParameterException e) {
            throw new MalformedResponseException(
                    "a record that ends before it starts, or lies outside the years 1900 to 2199", at);
        }
    }

    private ParsedRecord withStart(ParsedRecord record) {
        if (!feed.hasStart()) {
            return record;
        }
        Set<RecordKey> keys = new HashSet<>(record.keys());
        keys.add(Whoop.startKey(record.start()));
        return new ParsedRecord(
                record.type(),
                keys,
                record.start(),
                record.end(),
                record.updatedAt(),
                record.open(),
                record.attributes());
    }

    static Attributes object(RawBody body) throws MalformedResponseException {
        try (InputStream in = body.open()) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new MalformedResponseException("the page is too long", "byte " + LONGEST);
            }
            return Attributes.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (InvalidParameterException e) {
            throw new MalformedResponseException("the page is not one JSON object", "its start");
        } catch (IOException e) {
            throw new MalformedResponseException("the page cannot be read to its end", "its end");
        }
    }
}
