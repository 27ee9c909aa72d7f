package org.healthwarehouse.sync;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;

/**
 * What is fetched by itself, and when. Immutable; every method answers a changed copy.
 *
 * <pre>{@code
 * SyncSchedule.in(ZoneId.of("Europe/Berlin"))
 *         .at(LocalTime.of(8, 0), RESTING_HEART_RATE, SLEEP_STAGE)
 *         .at(LocalTime.of(14, 0), WORKOUT)
 *         .at(LocalTime.of(23, 0))
 *         .maintenance(LocalTime.of(4, 0))
 *         .jitter(Duration.ofMinutes(10))
 * }</pre>
 *
 * <p>Every user has local times of the own zone. Each slot of each user runs once when its time comes; what was missed
 * while no process was there, or the machine slept, runs once at the next chance, however often it was missed; a slot
 * that still runs is not started a second time. A slot that is new begins with its next local time, or at once if it is
 * one of {@link #every}. Of types in its focus that a source does not offer to a user nothing is asked.
 *
 * <p>Defaults: 30 days of look-back, of which only what is missing or due is fetched; no jitter; all connected users;
 * all sources; eight users at once.
 */
public final class SyncSchedule {
    private static final Duration LONGEST_JITTER = Duration.ofHours(12);

    private final String name;
    private final ZoneId zone;
    private final Map<UserId, ZoneId> zones;
    private final List<ScheduleSlot> slots;
    private final Duration lookBack;
    private final Duration jitter;
    private final Set<UserId> users;
    private final Set<SourceId> sources;
    private final int atOnce;

    private SyncSchedule(Draft draft) {
        name = draft.name;
        zone = draft.zone;
        zones = Map.copyOf(draft.zones);
        slots = List.copyOf(draft.slots);
        lookBack = draft.lookBack;
        jitter = draft.jitter;
        users = Set.copyOf(draft.users);
        sources = Set.copyOf(draft.sources);
        atOnce = draft.atOnce;
        check();
    }

    /** A schedule without slots; local times are those of this zone unless a user has another. */
    public static SyncSchedule in(ZoneId zone) {
        return new SyncSchedule(new Draft(zone));
    }

    /**
     * What a dashboard of days needs, for all connected users in this zone: at 08:00 recoveries and sleeps, at 14:00
     * and 20:00 workouts and cycles, at 23:00 everything. Can be added to like any other.
     */
    public static SyncSchedule daily(ZoneId zone) {
        return in(zone).at(LocalTime.of(8, 0), DataTypes.RECOVERY, DataTypes.SLEEP)
                .at(LocalTime.of(14, 0), DataTypes.WORKOUT, DataTypes.CYCLE)
                .at(LocalTime.of(20, 0), DataTypes.WORKOUT, DataTypes.CYCLE)
                .at(LocalTime.of(23, 0));
    }

    /** Fetches at this local time of every day; no types means everything. */
    public SyncSchedule at(LocalTime time, DataType... focus) {
        return sync(new SlotTime.At(time, Optional.empty()), focus);
    }

    /** Fetches at this local time of one day of the week; no types means everything. */
    public SyncSchedule at(DayOfWeek day, LocalTime time, DataType... focus) {
        return sync(new SlotTime.At(time, Optional.of(day)), focus);
    }

    /**
     * Fetches again and again, first at once; no types means everything.
     *
     * @throws InvalidParameterException if the period is shorter than one second
     */
    public SyncSchedule every(Duration period, DataType... focus) {
        return sync(new SlotTime.Every(period), focus);
    }

    /** Runs work of the application for every user, at this local time of every day. */
    public SyncSchedule task(String slot, LocalTime time, ScheduledTask task) {
        return slot(new ScheduleSlot(slot, new SlotTime.At(time, Optional.empty()), new SlotWork.Task(task)));
    }

    /** Runs work of the application for every user, at this local time of one day of the week. */
    public SyncSchedule task(String slot, DayOfWeek day, LocalTime time, ScheduledTask task) {
        return slot(new ScheduleSlot(slot, new SlotTime.At(time, Optional.of(day)), new SlotWork.Task(task)));
    }

    /**
     * Asks settled time again, for every user, at this local time of one day of the week: what was swept last, or first
     * fetched, 90 days ago, and where a source hints at a change. With few calls it goes on the next week.
     *
     * @param calls how many calls each source may be asked at most, each time and for each user
     * @throws InvalidParameterException if the number of calls is not positive
     */
    public SyncSchedule sweep(DayOfWeek day, LocalTime time, int calls) {
        SlotTime at = new SlotTime.At(time, Optional.of(day));
        SweepRequest checked = SweepRequest.everything().calls(calls);
        return slot(new ScheduleSlot("sweep " + at, at, new SlotWork.Sweep(checked.calls())));
    }

    /** Keeps the store tidy once a day, at this time of the schedule's zone: removes what has expired. */
    public SyncSchedule maintenance(LocalTime time) {
        SlotTime at = new SlotTime.At(time, Optional.empty());
        return slot(new ScheduleSlot("maintenance " + at, at, new SlotWork.Maintenance()));
    }

    private SyncSchedule sync(SlotTime time, DataType... focus) {
        Set<DataType> types = new LinkedHashSet<>(List.of(focus));
        String what = types.isEmpty()
                ? "everything"
                : types.stream().map(DataType::name).sorted().collect(Collectors.joining(","));
        return slot(new ScheduleSlot(time + " " + what, time, new SlotWork.Sync(types)));
    }

    /**
     * Adds a slot.
     *
     * @throws InvalidParameterException if its name is blank or there is one of that name
     */
    public SyncSchedule slot(ScheduleSlot slot) {
        Draft draft = new Draft(this);
        draft.slots.add(slot);
        return new SyncSchedule(draft);
    }

    /** Under this name the store keeps what has run; {@code schedule} by default. */
    public SyncSchedule named(String other) {
        Draft draft = new Draft(this);
        draft.name = other;
        return new SyncSchedule(draft);
    }

    /** The zone of one user, where it is not that of the schedule. */
    public SyncSchedule zone(UserId user, ZoneId own) {
        Draft draft = new Draft(this);
        draft.zones.put(user, own);
        return new SyncSchedule(draft);
    }

    /** How far back each slot looks for what is missing. */
    public SyncSchedule lookBack(Duration length) {
        Draft draft = new Draft(this);
        draft.lookBack = length;
        return new SyncSchedule(draft);
    }

    /**
     * Spreads the slots of many users: each slot of each user comes up to this much later, always by the same amount
     * while the schedule runs.
     *
     * @throws InvalidParameterException if it is negative, longer than 12 hours, or not shorter than a slot's period
     */
    public SyncSchedule jitter(Duration longest) {
        Draft draft = new Draft(this);
        draft.jitter = longest;
        return new SyncSchedule(draft);
    }

    /** For these users only, whether anything of them is stored or not; no users means all connected ones. */
    public SyncSchedule users(UserId... chosen) {
        Draft draft = new Draft(this);
        draft.users = Set.of(chosen);
        return new SyncSchedule(draft);
    }

    /** From these sources only; no sources means all. */
    public SyncSchedule from(String... chosen) {
        Draft draft = new Draft(this);
        draft.sources = java.util.stream.Stream.of(chosen).map(SourceId::of).collect(Collectors.toSet());
        return new SyncSchedule(draft);
    }

    /** For how many users at most slots run at the same time. */
    public SyncSchedule atOnce(int most) {
        Draft draft = new Draft(this);
        draft.atOnce = most;
        return new SyncSchedule(draft);
    }

    private void check() {
        require(!name.isBlank(), "name of a schedule", name, "must not be blank", "give a short word");
        require(lookBack.toMillis() > 0, "look-back", lookBack, "must be positive", "give, for example, 30 days");
        require(atOnce > 0, "users at once", atOnce, "must be at least 1", "give, for example, 8");
        require(
                !jitter.isNegative() && jitter.compareTo(LONGEST_JITTER) <= 0,
                "jitter",
                jitter,
                "must be from 0 to 12 hours",
                "give, for example, 10 minutes");
        Set<String> names = new java.util.HashSet<>();
        for (ScheduleSlot slot : slots) {
            require(!slot.name().isBlank(), "name of a slot", slot.name(), "must not be blank", "give a short word");
            require(names.add(slot.name()), "slot", slot.name(), "is there twice", "keep one, or give it another name");
            require(
                    jitter.compareTo(slot.time().period()) < 0,
                    "jitter",
                    jitter,
                    "must be shorter than the period of the slot '" + slot.name() + "'",
                    "shorten the one or lengthen the other");
        }
    }

    private static void require(boolean kept, String what, Object value, String rule, String remedy) {
        if (!kept) {
            throw new InvalidParameterException(what, value, rule, remedy);
        }
    }

    /** Under which name the store keeps what has run. */
    public String name() {
        return name;
    }

    /** The zone of the user's local times. */
    public ZoneId zoneOf(UserId user) {
        return zones.getOrDefault(user, zone);
    }

    /** The zone of users that have no other, and of maintenance. */
    public ZoneId zone() {
        return zone;
    }

    /** The slots, in the order in which they were added. */
    public List<ScheduleSlot> slots() {
        return slots;
    }

    /** How far back each slot looks. */
    public Duration lookBack() {
        return lookBack;
    }

    /** By how much a slot may come later. */
    public Duration jitter() {
        return jitter;
    }

    /** For whom; empty for all connected users. */
    public Set<UserId> users() {
        return users;
    }

    /** From which sources; empty for all. */
    public Set<SourceId> sources() {
        return sources;
    }

    /** For how many users at most slots run at the same time. */
    public int atOnce() {
        return atOnce;
    }

    @Override
    public String toString() {
        return name + " in " + zone + ": "
                + slots.stream().map(ScheduleSlot::name).toList();
    }

    /** The parts of a schedule that is being made. */
    private static final class Draft {
        private String name = "schedule";
        private final ZoneId zone;
        private final Map<UserId, ZoneId> zones = new HashMap<>();
        private final List<ScheduleSlot> slots = new ArrayList<>();
        private Duration lookBack = Duration.ofDays(30);
        private Duration jitter = Duration.ZERO;
        private Set<UserId> users = Set.of();
        private Set<SourceId> sources = Set.of();
        private int atOnce = 8;

        Draft(ZoneId zone) {
            this.zone = zone;
        }

        Draft(SyncSchedule from) {
            name = from.name;
            zone = from.zone;
            zones.putAll(from.zones);
            slots.addAll(from.slots);
            lookBack = from.lookBack;
            jitter = from.jitter;
            users = from.users;
            sources = from.sources;
            atOnce = from.atOnce;
        }
    }
}
