package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.ChunkOutcome;
import org.healthwarehouse.storage.ChunkState;

/** The end of a claim that brought nothing, inside a transaction. */
final class ClaimEnd {
    private final Session session;
    private final ChunkClaim claim;
    private final int calls;
    private final Instant startedAt;
    private final Instant at;

    ClaimEnd(Session session, ChunkClaim claim, int calls, Instant startedAt, Instant at) {
        this.session = session;
        this.claim = claim;
        this.calls = calls;
        this.startedAt = startedAt;
        this.at = at;
    }

    void apply(ChunkOutcome outcome) throws SQLException {
        long feed = Names.feed(session, claim.user(), claim.source(), claim.feed());
        if (outcome instanceof ChunkOutcome.Again again) {
            log(feed, "AGAIN", again.failure());
            ChunkTable.failed(session, claim.chunk(), ChunkState.PENDING, again.counts(), again.failure());
        } else if (outcome instanceof ChunkOutcome.GivenUp givenUp) {
            log(feed, "GIVEN_UP", givenUp.failure());
            ChunkTable.failed(session, claim.chunk(), ChunkState.FAILED, true, givenUp.failure());
            FailureTable.add(session, feed, claim.range(), givenUp.failure(), at);
            ErrorLog.chunkFailed(session, claim, givenUp.failure(), at);
        } else if (outcome instanceof ChunkOutcome.Split split) {
            log(feed, "SPLIT", split.failure());
            split(split);
        } else if (calls > 0) {
            FetchTable.attempt(session, feed, claim, "RELEASED", Optional.empty(), calls, startedAt, at);
        }
        ClaimTable.drop(session, claim.fence());
    }

    private void split(ChunkOutcome.Split split) throws SQLException {
        if (!TimeRangeSet.of(split.parts()).contains(claim.range())) {
            throw new InvalidParameterException(
                    "parts of a split chunk",
                    split.parts(),
                    "must together hold all of " + claim.range(),
                    "cut the range into pieces without holes");
        }
        ChunkTable.failed(session, claim.chunk(), ChunkState.SPLIT, true, split.failure());
        ChunkTable.split(session, claim.chunk(), split.parts());
    }

    private void log(long feed, String outcome, Failure failure) throws SQLException {
        FetchTable.attempt(session, feed, claim, outcome, Optional.of(failure), calls, startedAt, at);
    }
}
