package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.ServerDate;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.SyncFinding;

/** What one run has to remark about a source's answers, each kind once; goes with its next page. Thread-safe. */
final class RunRemarks {
    /** Clocks that differ by more than this are worth a remark. */
    static final Duration SKEW = Duration.ofMinutes(5);

    private final UserId user;
    private final SourceId source;
    private final Set<SyncFinding.Kind> made = EnumSet.noneOf(SyncFinding.Kind.class);
    private final List<SyncFinding> waiting = new ArrayList<>();

    RunRemarks(UserId user, SourceId source) {
        this.user = user;
        this.source = source;
    }

    /** Compares the vendor's clock with the one here. */
    void clocks(VendorResponse response, Instant local) {
        ServerDate.of(response).ifPresent(server -> clocks(server, local));
    }

    /** Compares two clocks that were read at about the same moment. */
    void clocks(Instant server, Instant local) {
        Duration ahead = Duration.between(server, local);
        if (ahead.abs().compareTo(SKEW) > 0) {
            add(
                    SyncFinding.Kind.CLOCK_SKEW,
                    "the clock here is " + ahead.abs() + (ahead.isNegative() ? " behind" : " ahead of") + " that of "
                            + source + "; the earlier one is believed",
                    local);
        }
    }

    /** The vendor's numbers of calls do not fit together. */
    void contradiction(String detail, Instant at) {
        add(SyncFinding.Kind.QUOTA_CONTRADICTION, detail, at);
    }

    private synchronized void add(SyncFinding.Kind kind, String detail, Instant at) {
        if (made.add(kind)) {
            waiting.add(new SyncFinding(kind, user, source, Optional.empty(), Optional.empty(), detail, at));
        }
    }

    /** Hands over what was not handed over yet. */
    synchronized List<SyncFinding> take() {
        List<SyncFinding> taken = List.copyOf(waiting);
        waiting.clear();
        return taken;
    }
}
