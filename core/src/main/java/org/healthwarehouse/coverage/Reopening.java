package org.healthwarehouse.coverage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.TimeRange;

/** What makes a part of the ledger due again without saying anything new about it. Pure. */
public final class Reopening {
    private Reopening() {}

    /**
     * The lines to add so that everything that is held in the range is due.
     *
     * @param lines lines of the stream's ledger, at least all that intersect the range
     * @param range what is worth asking again, in the time of the ledger
     * @param dueAt from when on
     */
    public static List<CoverageEntry> due(List<CoverageEntry> lines, TimeRange range, Instant dueAt) {
        List<CoverageEntry> due = new ArrayList<>();
        for (CoverageEntry line : lines) {
            boolean dueAlready = line.dueAt().filter(at -> !at.isAfter(dueAt)).isPresent();
            if (line.held() == Held.HELD && !dueAlready) {
                line.range()
                        .intersection(range)
                        .ifPresent(part -> due.add(new CoverageEntry(
                                part, Held.HELD, "", false, line.fetchedAt(), Optional.of(dueAt), line.checks())));
            }
        }
        return due;
    }
}
