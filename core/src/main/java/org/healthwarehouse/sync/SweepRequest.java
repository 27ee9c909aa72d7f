package org.healthwarehouse.sync;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;

/**
 * Asks settled time again, newest first, to see whether the source still says the same. Immutable; every method answers
 * a changed copy.
 *
 * @param user for whom
 * @param types which types; empty for every type
 * @param sources of which sources; empty for every source
 * @param calls how many calls each source may be asked at most; the next sweep goes on where this one ends
 * @param onlyIfDue whether to begin anew only what is due: what was swept last, or first fetched, 90 days ago, or where
 *     the source hinted at a change. A sweep that is under way goes on in any case
 */
public record SweepRequest(UserId user, Set<DataType> types, Set<SourceId> sources, int calls, boolean onlyIfDue) {
    private static final int CALLS = 50;

    /**
     * Copies the sets.
     *
     * @throws InvalidParameterException if the number of calls is not positive
     */
    public SweepRequest {
        types = Set.copyOf(types);
        sources = Set.copyOf(sources);
        if (calls < 1) {
            throw new InvalidParameterException(
                    "calls of a sweep", calls, "must be at least 1", "give, for example, 50");
        }
    }

    /** Every type of every source of the local user, with 50 calls. */
    public static SweepRequest everything() {
        return new SweepRequest(UserId.LOCAL, Set.of(), Set.of(), CALLS, false);
    }

    /** These types of every source of the local user, with 50 calls. */
    public static SweepRequest of(DataType... types) {
        return new SweepRequest(UserId.LOCAL, Set.copyOf(Arrays.asList(types)), Set.of(), CALLS, false);
    }

    /** For another user than {@link UserId#LOCAL}. */
    public SweepRequest user(UserId other) {
        return new SweepRequest(other, types, sources, calls, onlyIfDue);
    }

    /** Of these sources only. */
    public SweepRequest from(String... names) {
        Set<SourceId> chosen = Arrays.stream(names).map(SourceId::of).collect(Collectors.toSet());
        return new SweepRequest(user, types, chosen, calls, onlyIfDue);
    }

    /** With another number of calls to each source. */
    public SweepRequest calls(int most) {
        return new SweepRequest(user, types, sources, most, onlyIfDue);
    }

    /** Begins anew only what is due. */
    public SweepRequest ifDue() {
        return new SweepRequest(user, types, sources, calls, true);
    }

    /** What it asks for, whatever is held. */
    SyncRequest asSync() {
        return SyncRequest.of(types)
                .user(user)
                .from(sources.stream().map(SourceId::value).toArray(String[]::new))
                .forced();
    }
}
