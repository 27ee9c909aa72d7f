package org.healthwarehouse.garmin;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.ParseProblem;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.model.TimeRange;

/** Reads archives of FIT files: all of a day, or the one file of an activity. */
final class ArchivePage {
    private static final Duration LONGEST_DAY = Duration.ofHours(50);

    private ArchivePage() {}

    /** All files of an archive. Claims nothing. */
    static FitArchive parse(RawBody body, PageSink sink) throws MalformedResponseException {
        FitArchive archive = FitArchive.of(body);
        ToldByFile told = new ToldByFile(sink);
        for (RawBody file : archive.files()) {
            FitPage.parse(file, told);
        }
        if (archive.others() > 0) {
            sink.problem(new ParseProblem(
                    Optional.empty(),
                    archive.others() + " of the files are no FIT files and were not read",
                    "the archive"));
        }
        return archive;
    }

    /**
     * Tells when the date was. On the day that clocks change, or on a journey, the first of the files knows what the
     * clock said in the morning and the last what it said in the evening.
     */
    static void tellDay(FitArchive archive, LocalDate date, PageSink sink) throws MalformedResponseException {
        List<FitOutline> known = new ArrayList<>();
        for (RawBody file : archive.files()) {
            FitOutline outline = outline(file);
            if (outline.offset().isPresent()) {
                known.add(outline);
            }
        }
        known.sort(Comparator.comparingLong(FitOutline::createdMs));
        if (!known.isEmpty()) {
            tellDay(
                    date,
                    known.get(0).offset().orElseThrow(),
                    known.get(known.size() - 1).lastOffset().orElseThrow(),
                    sink);
        }
    }

    private static FitOutline outline(RawBody file) throws MalformedResponseException {
        try (InputStream in = file.open()) {
            return FitOutline.read(in);
        } catch (IOException e) {
            throw new MalformedResponseException("the file cannot be read", "its bytes");
        }
    }

    /** Tells when a date was, reckoned from the offsets of the clock from UTC in its morning and its evening. */
    static void tellDay(LocalDate date, ZoneOffset morning, ZoneOffset evening, PageSink sink) {
        Instant start = date.atStartOfDay(morning).toInstant();
        Instant end = date.plusDays(1).atStartOfDay(evening).toInstant();
        if (start.isBefore(end) && Duration.between(start, end).compareTo(LONGEST_DAY) <= 0) {
            sink.localDay(LocalDay.reckoned(date, new TimeRange(start, end)));
        }
    }
}
