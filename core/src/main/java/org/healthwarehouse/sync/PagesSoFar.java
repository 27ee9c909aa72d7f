package org.healthwarehouse.sync;

import java.util.HashSet;
import java.util.Set;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageToken;
import org.healthwarehouse.model.RecordKey;

/** The way through the pages of one listing: finds out a source that leads in circles. */
final class PagesSoFar {
    private final Set<PageToken> tokens = new HashSet<>();
    private final Set<Set<Set<RecordKey>>> named = new HashSet<>();
    private int pages;

    /**
     * Takes note of a page. Some records may come twice where others were added meanwhile; all of a page come twice
     * only where a source takes no notice of the token, and then what was to come instead would be missing.
     *
     * @throws MalformedResponseException if its token, or all its records and locations, are those of a page before
     */
    void add(PageBuffer page) throws MalformedResponseException {
        pages++;
        Set<Set<RecordKey>> items = page.named();
        if (!items.isEmpty() && !named.add(items)) {
            throw new MalformedResponseException("a page that names just what one before named", "page " + pages);
        }
        if (page.next().isPresent() && !tokens.add(page.next().get())) {
            throw new MalformedResponseException("a page token that came before", "page " + pages);
        }
    }
}
