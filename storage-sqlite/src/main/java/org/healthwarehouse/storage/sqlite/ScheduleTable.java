package org.healthwarehouse.storage.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.ClaimOwner;
import org.healthwarehouse.storage.ScheduleStore;
import org.jspecify.annotations.Nullable;

/** When the slots of schedules last ran. */
final class ScheduleTable implements ScheduleStore {
    /** A run that has not ended after so long never will. */
    private static final Duration LONGEST_RUN = Duration.ofDays(1);

    private static final String OF_SCHEDULE = """
            SELECT s.slot, u.name, s.due_ms, s.started_ms, s.ended_ms, s.outcome
            FROM schedule_slot s LEFT JOIN user u ON u.user_id = s.user_id
            WHERE s.schedule = ?""";
    private static final String WITH_HISTORY = """
            SELECT u.name FROM user u
            WHERE EXISTS (SELECT 1 FROM stream m WHERE m.user_id = u.user_id)
               OR EXISTS (SELECT 1 FROM sync_job j WHERE j.user_id = u.user_id)
            ORDER BY u.name""";
    private static final String THIS = " WHERE schedule = ? AND slot = ? AND ifnull(user_id, 0) = ?";

    private final Writer writer;
    private final Readers readers;

    ScheduleTable(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public List<SlotState> slots(String schedule) {
        return readers.read(
                "read a schedule", session -> session.all(OF_SCHEDULE, row -> state(schedule, row), schedule));
    }

    private static SlotState state(String schedule, ResultSet row) throws SQLException {
        return new SlotState(
                new SlotKey(
                        schedule, row.getString(1), Columns.maybeText(row, 2).map(UserId::of)),
                Columns.instant(row, 3),
                Columns.maybeInstant(row, 4),
                Columns.maybeInstant(row, 5),
                Columns.maybeText(row, 6));
    }

    @Override
    public SlotState register(SlotKey slot, Instant moment) {
        return writer.inTransaction("start a schedule", session -> {
            if (find(session, slot).isEmpty()) {
                put(session, slot, moment, null, null);
            }
            return session.all(OF_SCHEDULE, row -> state(slot.schedule(), row), slot.schedule()).stream()
                    .filter(state -> state.key().equals(slot))
                    .findFirst()
                    .orElseThrow();
        });
    }

    @Override
    public void countFrom(SlotKey slot, Instant moment) {
        writer.inTransaction("start a schedule", session -> put(session, slot, moment, null, null));
    }

    @Override
    public boolean begin(SlotKey slot, Instant due, ClaimOwner owner, Instant now) {
        return writer.inTransaction("begin a slot", session -> {
            Optional<LastRun> last = find(session, slot);
            if (last.isPresent() && last.get().stands(due, owner, now)) {
                return false;
            }
            put(session, slot, due, now.toEpochMilli(), owner.text());
            return true;
        });
    }

    @Override
    public void end(SlotKey slot, Instant due, String outcome, Instant now) {
        writer.inTransaction(
                "end a slot",
                session -> session.update(
                        "UPDATE schedule_slot SET ended_ms = ?, outcome = ?" + THIS
                                + " AND due_ms = ? AND started_ms IS NOT NULL",
                        now.toEpochMilli(),
                        outcome,
                        slot.schedule(),
                        slot.slot(),
                        user(session, slot),
                        due.toEpochMilli()));
    }

    @Override
    public List<UserId> users() {
        return readers.read("list the users", session -> session.all(WITH_HISTORY, row -> UserId.of(row.getString(1))));
    }

    private static Optional<LastRun> find(Session session, SlotKey slot) throws SQLException {
        return session.first(
                "SELECT due_ms, started_ms, ended_ms, owner FROM schedule_slot" + THIS,
                row -> new LastRun(
                        Columns.instant(row, 1),
                        Columns.maybeInstant(row, 2),
                        Columns.maybeInstant(row, 3),
                        Columns.maybeText(row, 4).map(ClaimOwner::parse)),
                slot.schedule(),
                slot.slot(),
                user(session, slot));
    }

    private static int put(Session session, SlotKey slot, Instant due, @Nullable Long startedMs, @Nullable String owner)
            throws SQLException {
        long user = user(session, slot);
        session.update("DELETE FROM schedule_slot" + THIS, slot.schedule(), slot.slot(), user);
        return session.update(
                "INSERT INTO schedule_slot (schedule, slot, user_id, due_ms, started_ms, owner)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                slot.schedule(),
                slot.slot(),
                slot.user().isPresent() ? user : null,
                due.toEpochMilli(),
                startedMs,
                owner);
    }

    /** The number of the user; 0 if the slot is for the whole store. */
    private static long user(Session session, SlotKey slot) throws SQLException {
        return slot.user().isPresent() ? Names.user(session, slot.user().get()) : 0;
    }

    private record LastRun(
            Instant due, Optional<Instant> startedAt, Optional<Instant> endedAt, Optional<ClaimOwner> owner) {
        /** Whether nothing is to be done for that moment any more, or somebody is doing it. */
        boolean stands(Instant asked, ClaimOwner asking, Instant now) {
            if (!due.equals(asked) || startedAt.isEmpty()) {
                return due.isAfter(asked);
            }
            return endedAt.isPresent() || !lost(asking, now);
        }

        private boolean lost(ClaimOwner asking, Instant now) {
            return owner.filter(other -> !other.outlivedBy(asking)).isEmpty()
                    || startedAt.filter(at -> at.plus(LONGEST_RUN).isAfter(now)).isEmpty();
        }
    }
}
