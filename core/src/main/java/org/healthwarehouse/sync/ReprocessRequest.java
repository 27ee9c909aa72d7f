package org.healthwarehouse.sync;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;

/**
 * Reads kept pages again, so that what a newer parser understands is applied to all of the history without a call.
 * Feeds are read as a whole: with one type all types that its feeds yield. Immutable; every method answers a changed
 * copy.
 *
 * @param user for whom
 * @param types the feeds of which types; empty for every type
 * @param sources of which sources; empty for every source
 * @param all whether feeds are read again too of which every page was read by the parser's present version
 */
public record ReprocessRequest(UserId user, Set<DataType> types, Set<SourceId> sources, boolean all) {
    /** Copies the sets. */
    public ReprocessRequest {
        types = Set.copyOf(types);
        sources = Set.copyOf(sources);
    }

    /** Every type of every source of the local user, where the parser is newer. */
    public static ReprocessRequest everything() {
        return new ReprocessRequest(UserId.LOCAL, Set.of(), Set.of(), false);
    }

    /** These types of every source of the local user, where the parser is newer. */
    public static ReprocessRequest of(DataType... types) {
        return new ReprocessRequest(UserId.LOCAL, Set.copyOf(Arrays.asList(types)), Set.of(), false);
    }

    /** For another user than {@link UserId#LOCAL}. */
    public ReprocessRequest user(UserId other) {
        return new ReprocessRequest(other, types, sources, all);
    }

    /** Of these sources only. */
    public ReprocessRequest from(String... names) {
        Set<SourceId> chosen = Arrays.stream(names).map(SourceId::of).collect(Collectors.toSet());
        return new ReprocessRequest(user, types, chosen, all);
    }

    /** Also what the present version of the parser has read already. */
    public ReprocessRequest evenIfRead() {
        return new ReprocessRequest(user, types, sources, true);
    }
}
