package org.healthwarehouse;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.healthwarehouse.model.Cycle;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.Recovery;
import org.healthwarehouse.model.Sleep;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.Workout;

/** Puts days together out of a view. */
final class DayAssembly {
    private final DayView view;
    private final SourceId source;
    private final boolean connected;
    private final Freshness.Origin origin;

    DayAssembly(DayView view, SourceId source, boolean connected, Freshness.Origin origin) {
        this.view = view;
        this.source = source;
        this.connected = connected;
        this.origin = origin;
    }

    List<Day> days() {
        return view.frames.stream().map(this::day).toList();
    }

    private Day day(DayFrame frame) {
        List<Night> nights =
                frame.nights().stream().map(night -> night(frame, night)).toList();
        Night first = nights.isEmpty() ? none(frame) : nights.get(0);
        List<Night> further = nights.isEmpty() ? List.of() : nights.subList(1, nights.size());
        DayPart<List<Sleep>> naps = list(
                frame,
                DataTypes.SLEEP,
                view.records.naps(frame.date()),
                view.records.naps(frame.date()).stream().map(Sleep::record),
                frame.dates());
        DayPart<List<Workout>> workouts = list(
                frame,
                DataTypes.WORKOUT,
                view.records.workouts(frame.date()),
                view.records.workouts(frame.date()).stream().map(Workout::record),
                frame.active());
        List<DayPart<?>> parts = Day.parts(first.recovery(), first.sleep(), naps, workouts, first.cycle(), further)
                .toList();
        return new Day(
                frame.date(),
                Optional.of(source),
                Day.state(parts, connected),
                first.recovery(),
                first.sleep(),
                naps,
                workouts,
                first.cycle(),
                further,
                view.lastSync(frame),
                origin);
    }

    private Night night(DayFrame frame, DayNights.Linked night) {
        TimeRange around = frame.around(night.sleep());
        return new Night(
                part(frame, DataTypes.SLEEP, night.sleep(), night.sleep().map(Sleep::record), frame.dates()),
                part(frame, DataTypes.CYCLE, night.cycle(), night.cycle().map(Cycle::record), around),
                part(
                        frame,
                        DataTypes.RECOVERY,
                        night.recovery(),
                        night.recovery().map(Recovery::record),
                        around));
    }

    private Night none(DayFrame frame) {
        return new Night(
                DayPart.none(absent(frame, DataTypes.SLEEP, frame.dates())),
                DayPart.none(absent(frame, DataTypes.CYCLE, frame.dates())),
                DayPart.none(absent(frame, DataTypes.RECOVERY, frame.dates())));
    }

    private <T> DayPart<T> part(
            DayFrame frame, RecordType type, Optional<T> value, Optional<HealthRecord> record, TimeRange window) {
        return value.map(there ->
                        DayPart.of(there, record.filter(LocalWhen::isFinished).isPresent()))
                .orElseGet(() -> DayPart.none(absent(frame, type, window)));
    }

    /** A list that may still grow is not finished; one of which a part was never fetched says so. */
    private <T> DayPart<List<T>> list(
            DayFrame frame, RecordType type, List<T> items, Stream<HealthRecord> records, TimeRange window) {
        DayPart.State absent = absent(frame, type, window);
        if (items.isEmpty()) {
            return DayPart.none(absent);
        }
        return absent == DayPart.State.NOT_FETCHED
                ? new DayPart<>(absent, Optional.of(items))
                : DayPart.of(items, absent == DayPart.State.EMPTY && records.allMatch(LocalWhen::isFinished));
    }

    /** Why something is not there, or no more of it. */
    private DayPart.State absent(DayFrame frame, RecordType type, TimeRange window) {
        DayLedger ledger = view.ledgers.get(type);
        if (ledger == null || !ledger.possible()) {
            return DayPart.State.EMPTY;
        }
        return switch (ledger.asked(ledger.reachingInto(window), view.staleAfter(ledger, frame))) {
            case NOT_ALL -> DayPart.State.NOT_FETCHED;
            case UP_TO_LATELY -> DayPart.State.PENDING;
            case ALL -> frame.over() ? DayPart.State.EMPTY : DayPart.State.PENDING;
        };
    }
}
