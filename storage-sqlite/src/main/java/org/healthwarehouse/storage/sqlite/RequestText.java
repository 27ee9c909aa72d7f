package org.healthwarehouse.storage.sqlite;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.PageToken;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;

/** How requests stand in the fetch log, as JSON. */
final class RequestText {
    private static final String START = "start";
    private static final String END = "end";
    private static final String FIRST_DATE = "first_date";
    private static final String END_DATE = "end_date";
    private static final String PAGE = "page";
    private static final String TYPE = "type";
    private static final String KEY_SCHEME = "key_scheme";
    private static final String KEY = "key";

    private RequestText() {}

    /** Finds a type by its name. */
    @FunctionalInterface
    interface Types {
        Optional<DataType> find(String name);
    }

    static String of(FetchRequest request) {
        Map<String, String> values = new TreeMap<>();
        if (request instanceof FetchRequest.Window window) {
            values.put(START, window.range().start().toString());
            values.put(END, window.range().end().toString());
            window.page().map(PageToken::value).ifPresent(token -> values.put(PAGE, token));
        } else if (request instanceof FetchRequest.Dates dates) {
            values.put(FIRST_DATE, dates.first().toString());
            values.put(END_DATE, dates.endExclusive().toString());
            dates.page().map(PageToken::value).ifPresent(token -> values.put(PAGE, token));
        } else if (request instanceof FetchRequest.ById byId) {
            values.put(TYPE, byId.type().name());
            values.put(KEY_SCHEME, byId.key().scheme());
            values.put(KEY, byId.key().value());
        }
        return Attributes.of(values).toJson();
    }

    /** The request of that text; empty if it is none that this version writes. */
    static Optional<FetchRequest> read(String text, UserId user, FeedId feed, Types types) {
        Attributes values = Attributes.parse(text);
        Optional<PageToken> page = values.text(PAGE).map(PageToken::new);
        try {
            if (values.text(START).isPresent()) {
                TimeRange range = new TimeRange(
                        Instant.parse(values.text(START).orElseThrow()),
                        Instant.parse(values.text(END).orElseThrow()));
                return Optional.of(new FetchRequest.Window(user, feed, range, page));
            }
            if (values.text(FIRST_DATE).isPresent()) {
                return Optional.of(new FetchRequest.Dates(
                        user,
                        feed,
                        LocalDate.parse(values.text(FIRST_DATE).orElseThrow()),
                        LocalDate.parse(values.text(END_DATE).orElseThrow()),
                        page));
            }
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
        if (values.text(TYPE).isPresent()) {
            RecordKey key = new RecordKey(
                    values.text(KEY_SCHEME).orElseThrow(), values.text(KEY).orElseThrow());
            return types.find(values.text(TYPE).orElseThrow())
                    .map(type -> new FetchRequest.ById(user, feed, type, key));
        }
        return Optional.of(new FetchRequest.Current(user, feed));
    }
}
