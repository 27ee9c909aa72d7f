package org.healthwarehouse.storage;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;

/**
 * What kept pages say anew about one part of a feed.
 *
 * @param claim on the chunk of the part
 * @param part items that begin in it are looked at; what no page names any more is looked for there
 * @param streams the streams that may lose items
 * @param pages the pages that were read, in the order of their numbers, also those that have the last word on nothing
 * @param elsewhere the keys of records and locations that these pages name, but as beginning in another part
 * @param whole whether every page that is kept could be read; else what came from dropped ones stays
 * @param parserVersion the version of the parser that read them
 * @param coverage lines to add to ledgers that know nothing there
 * @param derivations what is to be made anew out of the samples that change
 * @param at the present
 */
public record ReplayCommit(
        ChunkClaim claim,
        TimeRange part,
        Set<StreamId> streams,
        List<Page> pages,
        Map<DataType, Set<RecordKey>> elsewhere,
        boolean whole,
        int parserVersion,
        List<PageCommit.CoverageChange> coverage,
        List<Derivation> derivations,
        Instant at) {
    /** Copies the collections. */
    public ReplayCommit {
        streams = Set.copyOf(streams);
        pages = List.copyOf(pages);
        elsewhere = Map.copyOf(elsewhere);
        coverage = List.copyOf(coverage);
        derivations = List.copyOf(derivations);
    }

    /**
     * What of the part a page has the last word on.
     *
     * @param number of the commit that stored it
     * @param content what it names
     * @param ifStored what it names and a newer complete answer does not: of these only what is stored takes its form
     */
    public record Page(long number, PageContent content, PageContent ifStored) {}
}
