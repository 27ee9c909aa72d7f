package org.healthwarehouse;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.coverage.Gap;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.sync.SyncPlan.StreamGap;
import org.healthwarehouse.sync.SyncRequest;

/** Makes the answer out of a view: the days, and how far they can be trusted. */
final class DailyAnswer {
    private final DailyQuery.Asked asked;
    private final SourceId source;
    private final DayView view;
    private final DayFetches.Fetched fetched;
    private final Instant now;

    DailyAnswer(DailyQuery.Asked asked, SourceId source, DayView view, DayFetches.Fetched fetched, Instant now) {
        this.asked = asked;
        this.source = source;
        this.view = view;
        this.fetched = fetched;
        this.now = now;
    }

    /** Nobody has days. */
    static Reading<List<Day>> ofNoSource(DailyQuery.Asked asked) {
        List<Day> days = asked.first()
                .datesUntil(asked.last().plusDays(1))
                .map(DailyAnswer::unknown)
                .toList();
        Freshness freshness = new Freshness(
                Freshness.Status.SUCCESS_WITH_WARNING,
                Freshness.Origin.LOCAL,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                false,
                "No source here has days.",
                Optional.of("The user is not connected with a source that has days."),
                Optional.empty(),
                0,
                List.of(),
                Optional.empty());
        return new Reading<>(days, freshness);
    }

    private static Day unknown(LocalDate date) {
        return new Day(
                date,
                Optional.empty(),
                Day.State.NOT_CONNECTED,
                DayPart.none(DayPart.State.NOT_FETCHED),
                DayPart.none(DayPart.State.NOT_FETCHED),
                DayPart.none(DayPart.State.NOT_FETCHED),
                DayPart.none(DayPart.State.NOT_FETCHED),
                DayPart.none(DayPart.State.NOT_FETCHED),
                List.of(),
                Optional.empty(),
                Freshness.Origin.LOCAL);
    }

    /** @throws HealthWarehouseException if the source could not be asked and there is nothing to show */
    Reading<List<Day>> read(DayFetches.Standing standing) {
        boolean connected =
                standing == DayFetches.Standing.CONNECTED || !fetched.answered().isEmpty();
        Freshness.Origin origin = fetched.error().isPresent()
                ? Freshness.Origin.STALE
                : fetched.calls() > 0 ? Freshness.Origin.VENDOR : Freshness.Origin.LOCAL;
        List<Day> days = new DayAssembly(view, source, connected, origin).days();
        Freshness freshness = freshness(days, origin, standing);
        Optional<Failure> error = fetched.error();
        if (error.isPresent()
                && freshness.recordCount() == 0
                && freshness.coverage() == 0
                && standing != DayFetches.Standing.NOT_CONNECTED) {
            DailyLog.failed(asked, error.get());
            throw new HealthWarehouseException(error.get());
        }
        DailyLog.answered(asked, freshness);
        return new Reading<>(days, freshness);
    }

    private Freshness freshness(List<Day> days, Freshness.Origin origin, DayFetches.Standing standing) {
        List<StreamGap> open = new ArrayList<>();
        Set<RecordType> closing = new HashSet<>();
        view.ledgers.forEach((type, ledger) -> {
            for (Gap gap : view.open(ledger)) {
                open.add(new StreamGap(new StreamId(asked.user(), source, type), gap));
                if (ledger.fetchable()) {
                    closing.add(type);
                }
            }
        });
        long rows = days.stream().mapToLong(DailyAnswer::rows).sum();
        Optional<Instant> lastSync = lastSync(days);
        Optional<String> warning = warning(open.size(), !closing.isEmpty(), standing);
        boolean fresh = open.isEmpty() && fetched.error().isEmpty();
        return new Freshness(
                warning.isPresent() ? Freshness.Status.SUCCESS_WITH_WARNING : Freshness.Status.SUCCESS,
                origin,
                rows,
                lastSync,
                fetched.answered().isEmpty() ? Optional.empty() : Optional.of(now),
                lastSync.map(at -> Duration.between(at, now)),
                view.threshold(),
                fresh,
                note(origin, days.size(), rows, warning),
                warning,
                fetched.error(),
                view.coverage(),
                open,
                closing.isEmpty()
                        ? Optional.empty()
                        : Optional.of(SyncRequest.of(closing)
                                .user(asked.user())
                                .from(source.value())
                                .in(view.whole())));
    }

    private static Optional<Instant> lastSync(List<Day> days) {
        return days.stream().anyMatch(day -> day.lastSync().isEmpty())
                ? Optional.empty()
                : days.stream().flatMap(day -> day.lastSync().stream()).min(Instant::compareTo);
    }

    private static long rows(Day day) {
        long single = Day.parts(
                        day.recovery(),
                        day.sleep(),
                        DayPart.none(DayPart.State.EMPTY),
                        DayPart.none(DayPart.State.EMPTY),
                        day.cycle(),
                        day.furtherNights())
                .filter(DayPart::isPresent)
                .count();
        return single
                + day.naps().value().map(List::size).orElse(0)
                + day.workouts().value().map(List::size).orElse(0);
    }

    private Optional<String> warning(int open, boolean closes, DayFetches.Standing standing) {
        if (fetched.error().isPresent() && standing != DayFetches.Standing.NOT_CONNECTED) {
            return Optional.of(source + " could not be asked ("
                    + fetched.error().get().message() + "); this is what was stored before.");
        }
        if (standing == DayFetches.Standing.NOT_CONNECTED) {
            return Optional.of(source + " cannot be asked, because the user is not connected with " + source
                    + " or its connector is missing;" + " this is what was stored before.");
        }
        String untold = fetched.untold()
                .map(failure -> source + " did not say how far it is complete (" + failure.message()
                        + "); what it said before was gone by.")
                .orElse("");
        String missing = open == 0
                ? ""
                : open + (open == 1 ? " range is" : " ranges are") + " missing or due; "
                        + (closes ? "the closing request fetches them." : source + " does not offer them.");
        String both = untold + (untold.isEmpty() || missing.isEmpty() ? "" : " ") + missing;
        return both.isEmpty() ? Optional.empty() : Optional.of(both);
    }

    private String note(Freshness.Origin origin, int days, long rows, Optional<String> warning) {
        String from =
                origin == Freshness.Origin.VENDOR ? "Asked " + source + " and answered" : "Answered from the store:";
        return String.format(
                Locale.ROOT,
                "%s %d records for %d days; %.1f %% of their time is held.%s",
                from,
                rows,
                days,
                view.coverage() * 100,
                warning.map(text -> " " + text).orElse(""));
    }
}
