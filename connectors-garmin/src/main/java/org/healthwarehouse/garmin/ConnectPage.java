package org.healthwarehouse.garmin;

import java.util.Map;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.InvalidParameterException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON bodies of Garmin Connect. Pure. Claims nothing and asks for no further page: what a body proves,
 * depends on what was asked for. A body that is no JSON, or breaks off, is refused as a whole; one thing in it that
 * cannot be read is a problem of the page.
 */
final class ConnectPage {
    private static final JsonWalk.Taker NOBODY = (path, value) -> {};

    private final ConnectRows rows;
    private final Telling out;
    private int items;

    private ConnectPage(ConnectRows rows, Telling out) {
        this.rows = rows;
        this.out = out;
    }

    /**
     * Reads a body.
     *
     * @param endpoint the name that it has here, as {@code heart-rate}
     * @return what it says of its day
     * @throws MalformedResponseException if it is no such body
     */
    static DayOutline parse(String endpoint, RawPage page, PageSink sink) throws MalformedResponseException {
        ConnectForm form = ConnectForm.of(endpoint)
                .orElseThrow(() -> new MalformedResponseException("no body is known of this endpoint", endpoint));
        return parse(form.rows().get(), page, sink);
    }

    /** Reads a body of another interface that is of the same make. */
    static DayOutline parse(ConnectRows rows, RawPage page, PageSink sink) throws MalformedResponseException {
        Telling out = new Telling(sink);
        new ConnectPage(rows, out).read(page);
        return out.outline();
    }

    private void read(RawPage page) throws MalformedResponseException {
        JsonPaths paths = JsonPaths.of(rows.paths());
        Object left = JsonWalk.through(page.body(), paths, NOBODY);
        if (left instanceof Map<?, ?> map && map.get("error") instanceof String) {
            throw new MalformedResponseException("the service tells of an error", "the body");
        }
        if (left instanceof String || left instanceof Number || left instanceof Boolean) {
            throw new MalformedResponseException("the body is neither an object nor a list", "the body");
        }
        guarded("the body", () -> rows.outline(out.object(left instanceof Map<?, ?> map ? map : Map.of()), out));
        if (left != null) {
            var unused = JsonWalk.through(page.body(), paths, this::take);
        }
    }

    private void take(String path, @Nullable Object value) throws MalformedResponseException {
        items++;
        guarded("item " + items, () -> rows.take(path, value, out));
    }

    /** Something that is told. */
    @FunctionalInterface
    private interface Saying {
        void say() throws BadItemException, MalformedResponseException;
    }

    private void guarded(String at, Saying saying) throws MalformedResponseException {
        try {
            saying.say();
        } catch (BadItemException e) {
            out.problem(String.valueOf(e.getMessage()), at);
        } catch (InvalidParameterException e) {
            // Its message may hold a value.
            out.problem("it cannot be stored", at);
        }
        out.noteUnread(at);
    }
}
