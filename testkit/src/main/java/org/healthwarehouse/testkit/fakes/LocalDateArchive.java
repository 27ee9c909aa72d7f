package org.healthwarehouse.testkit.fakes;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;

/**
 * A vendor that keeps what a watch gives it, by the wearer's local dates: one request yields ten types for each date,
 * and when each date really was. The watch uploads now and then, so the newest dates are missing or partial; some whole
 * dates come up to ten days late; old dates must be called back, which takes minutes, and some of them are lost. What
 * the wearer told about themselves is to be had only as it is now.
 */
public final class LocalDateArchive extends FakeService {
    /** The source that its connector serves. */
    public static final SourceId SOURCE = SourceId.of("archive");

    /** How long it takes to call a date back. */
    public static final Duration RECALL = Duration.ofMinutes(4);

    private static final Duration RECALLED_FOR = Duration.ofDays(3);

    private final ArchiveDays days;
    private final Map<LocalDate, Instant> recalled = new HashMap<>();
    private volatile Duration offloadAge = Duration.ofDays(120);

    /** A vendor whose data follow from the seed and whose present is that of the clock. */
    public LocalDateArchive(long seed, InstantSource clock) {
        super(clock);
        days = new ArchiveDays(seed);
    }

    /** Lets only the given kinds of change happen. */
    public LocalDateArchive changing(Set<Change> kinds) {
        only(kinds);
        return this;
    }

    /** Puts dates away that ended longer ago than that; by default 120 days. */
    public LocalDateArchive offloadingAfter(Duration age) {
        offloadAge = age;
        return this;
    }

    /** Whether the vendor has lost the date by then. */
    public boolean isLost(LocalDate date, Instant asOf) {
        return days.isLost(date, changes()) && isOld(date, asOf);
    }

    @Override
    public SourceId source() {
        return SOURCE;
    }

    @Override
    public Connector connector(URI base) {
        return new LocalDateArchiveConnector(new FakeClient(SOURCE, base, this::token));
    }

    @Override
    public Set<DataType> types() {
        Set<DataType> types = new HashSet<>(ArchiveType.ALL);
        types.add(ArchiveType.PROFILE);
        return Set.copyOf(types);
    }

    /** What it has, or can call back; nothing of the dates that are {@linkplain #isLost lost} by then. */
    @Override
    public List<TrueItem> truth(DataType type, TimeRange range, Instant asOf) {
        if (!types().contains(type)) {
            throw new IllegalArgumentException("no type " + type);
        }
        long now = asOf.toEpochMilli();
        if (type.equals(ArchiveType.PROFILE)) {
            return List.of(days.profile(now).truth());
        }
        List<TrueItem> items = new ArrayList<>();
        LocalDate last = LocalDate.ofInstant(range.end(), ZoneOffset.UTC).plusDays(2);
        for (LocalDate date = LocalDate.ofInstant(range.start(), ZoneOffset.UTC).minusDays(2);
                !date.isAfter(last);
                date = date.plusDays(1)) {
            if (!isLost(date, asOf)) {
                items.addAll(new ArchivePage(days, changes()).truth(type, date, now));
            }
        }
        items.removeIf(item -> !item.start().isBefore(range.end())
                || !(item.end().isAfter(range.start()) || !item.start().isBefore(range.start())));
        return items;
    }

    @Override
    public boolean isAskedFor(TrueItem item, TimeRange range) {
        if (!item.identity().startsWith(ArchiveDays.NIGHT + ":")) {
            return true;
        }
        LocalDate date = LocalDate.parse(item.identity().substring(ArchiveDays.NIGHT.length() + 1));
        return days.calendar().day(date).interval().start().isBefore(range.end());
    }

    @Override
    synchronized Answer answer(String path, Map<String, String> query, Instant now) {
        ArchivePage page = new ArchivePage(days, changes());
        return switch (path) {
            case "/device/last-upload" -> Answer.ok(page.lastUpload(now));
            case "/profile" -> Answer.ok(page.profile(now));
            case "/wellness" -> {
                try {
                    LocalDate from = LocalDate.parse(query.getOrDefault("from", ""));
                    LocalDate to = LocalDate.parse(query.getOrDefault("to", ""));
                    yield wellness(page, from, to, now);
                } catch (DateTimeException e) {
                    yield Answer.status(400, "from and to must be dates");
                }
            }
            default -> Answer.status(404, "no such endpoint");
        };
    }

    private Answer wellness(ArchivePage page, LocalDate from, LocalDate to, Instant now) {
        List<LocalDate> dates = from.datesUntil(to).toList();
        if (!dates.isEmpty() && dates.stream().allMatch(date -> isLost(date, now))) {
            return Answer.status(410, "nothing is left of these dates");
        }
        boolean ready = true;
        for (LocalDate date : dates) {
            ready &= isAtHand(date, now);
        }
        return ready
                ? Answer.ok(page.wellness(dates, date -> isLost(date, now), now))
                : Answer.status(202, "the dates are being called back")
                        .header("retry-after", Long.toString(RECALL.toSeconds()));
    }

    /** Whether the date can be answered now; if it was put away, it is called back. */
    private boolean isAtHand(LocalDate date, Instant now) {
        if (!changes().contains(Change.OFFLOADING) || isLost(date, now) || !isOld(date, now)) {
            return true;
        }
        Instant readyAt = recalled.get(date);
        if (readyAt == null || now.isAfter(readyAt.plus(RECALLED_FOR))) {
            recalled.put(date, now.plus(RECALL));
            return false;
        }
        return !now.isBefore(readyAt);
    }

    private boolean isOld(LocalDate date, Instant now) {
        return days.calendar().day(date).interval().end().isBefore(now.minus(offloadAge));
    }
}
