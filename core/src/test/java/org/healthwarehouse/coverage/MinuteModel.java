package org.healthwarehouse.coverage;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ledger as a child would keep it: one note for each slot of a grid. */
final class MinuteModel {
    private final Grid grid;
    private final @Nullable Note[] notes;

    MinuteModel(Grid grid) {
        this.grid = grid;
        this.notes = new Note[grid.slots()];
    }

    void add(CoverageEntry statement) {
        for (int slot = 0; slot < notes.length; slot++) {
            if (!statement.range().contains(grid.slot(slot))) {
                continue;
            }
            Note old = notes[slot];
            if (old != null && old.held == Held.HELD && statement.held() == Held.UNAVAILABLE) {
                notes[slot] = old.after(statement);
            } else if (gives(old)) {
                notes[slot] = new Note(
                        statement.held(),
                        statement.reason(),
                        statement.settled(),
                        statement.fetchedAt(),
                        statement.dueAt(),
                        statement.checks());
            }
        }
        shareTheOldestFetchTime();
    }

    private static boolean gives(@Nullable Note old) {
        return old == null || old.held != Held.PURGED;
    }

    /** Settled neighbours that say the same are one line, which keeps the oldest fetch time. */
    private void shareTheOldestFetchTime() {
        for (int slot = 1; slot < notes.length; slot++) {
            share(slot - 1, slot);
        }
        for (int slot = notes.length - 1; slot > 0; slot--) {
            share(slot - 1, slot);
        }
    }

    private void share(int a, int b) {
        Note one = notes[a];
        Note other = notes[b];
        if (one != null && other != null && one.sharesWith(other)) {
            Instant oldest = one.fetchedAt.isBefore(other.fetchedAt) ? one.fetchedAt : other.fetchedAt;
            notes[a] = one.fetchedAt(oldest);
            notes[b] = other.fetchedAt(oldest);
        }
    }

    /** What the ledger must say of the slot. */
    Optional<CoverageEntry> at(int slot) {
        return Optional.ofNullable(notes[slot])
                .map(note -> new CoverageEntry(
                        grid.slot(slot),
                        note.held,
                        note.reason,
                        note.settled,
                        note.fetchedAt,
                        note.dueAt,
                        note.checks));
    }

    private record Note(
            Held held, String reason, boolean settled, Instant fetchedAt, Optional<Instant> dueAt, int checks) {
        boolean sharesWith(Note other) {
            return settled && other.settled && held == other.held && Objects.equals(reason, other.reason);
        }

        /**
         * What is held stays held; if it was due when the source could not tell, it is due when that is worth a try.
         */
        Note after(CoverageEntry refusal) {
            if (dueAt.isEmpty() || dueAt.get().isAfter(refusal.fetchedAt())) {
                return this;
            }
            Instant due = refusal.dueAt().orElse(refusal.fetchedAt().plus(Duration.ofDays(30)));
            Instant later = due.isAfter(dueAt.get()) ? due : dueAt.get();
            return new Note(held, reason, false, fetchedAt, Optional.of(later), Math.max(checks, refusal.checks()));
        }

        Note fetchedAt(Instant instant) {
            return new Note(held, reason, settled, instant, dueAt, checks);
        }
    }
}
