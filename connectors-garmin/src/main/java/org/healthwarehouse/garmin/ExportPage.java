package org.healthwarehouse.garmin;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.ParseProblem;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file of an export, object by object. One that cannot be read is told and passed over; where the file breaks
 * off, what stands before is kept and nothing is claimed.
 */
final class ExportPage {
    private final ExportFile file;
    private final ExportRows rows;
    private final PageSink sink;
    private @Nullable Instant first;
    private @Nullable Instant newest;
    private int items;

    private ExportPage(ExportFile file, PageSink sink) {
        this.file = file;
        rows = file.rows();
        this.sink = sink;
    }

    /**
     * Reads it.
     *
     * @return when the newest of its objects begins; empty if it has none
     * @throws MalformedResponseException if it is no JSON from the beginning, or the bytes cannot be had
     */
    static Optional<Instant> parse(ExportFile file, RawBody body, PageSink sink) throws MalformedResponseException {
        ExportPage page = new ExportPage(file, sink);
        page.all(body);
        page.rows.finish(sink);
        return Optional.ofNullable(page.newest);
    }

    private void all(RawBody body) throws MalformedResponseException {
        try (InputStream in = body.open();
                JsonReader reader = new JsonReader(in, file.wrapper())) {
            if (objects(reader)) {
                claim();
            }
        } catch (IOException e) {
            throw new MalformedResponseException("the file cannot be read", "its bytes");
        }
    }

    /** Whether it was read to its end. */
    private boolean objects(JsonReader reader) throws IOException, MalformedResponseException {
        try {
            for (Map<String, Object> object = reader.next(); object != null; object = reader.next()) {
                items++;
                read(new ExportItem(object));
            }
            return true;
        } catch (IOException e) {
            if (!JsonReader.isAboutText(e)) {
                throw e;
            }
            String at = "byte " + reader.offset();
            if (items == 0) {
                throw new MalformedResponseException("the file is no JSON, or is cut off", at);
            }
            sink.problem(new ParseProblem(
                    Optional.of(rows.type()), "the file breaks off here; what stands before was kept", at));
            return false;
        }
    }

    private void read(ExportItem item) throws MalformedResponseException {
        String at = "item " + items;
        try {
            rows.read(item, sink).ifPresent(this::note);
        } catch (BadItemException e) {
            problem(String.valueOf(e.getMessage()), at);
        } catch (InvalidParameterException e) {
            // Its message may hold a value.
            problem("it cannot be stored", at);
        }
        item.problems().forEach(each -> problem("a value was left out, " + each, at));
    }

    private void note(Instant start) {
        first = first == null || start.isBefore(first) ? start : first;
        newest = newest == null || start.isAfter(newest) ? start : newest;
    }

    private void problem(String message, String at) {
        sink.problem(new ParseProblem(Optional.of(rows.type()), message, at));
    }

    /**
     * The export holds everything, so the days before the newest one in the file are complete. Cut inwards to midnights
     * of UTC: whether the ledger counts instants or dates of the wearer, it is told nothing that is not so.
     */
    private void claim() {
        if (first == null || newest == null || file.isCommonName()) {
            return;
        }
        LocalDate from =
                first.minusMillis(1).atOffset(ZoneOffset.UTC).toLocalDate().plusDays(1);
        LocalDate to = newest.atOffset(ZoneOffset.UTC).toLocalDate();
        if (from.isBefore(to)) {
            sink.claim(new Claim(rows.type(), TimeRange.ofDates(from, to)));
        }
    }
}
