package org.healthwarehouse.storage;

import java.util.Optional;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.PageToken;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.model.TimeRange;

/**
 * A page whose bytes are kept.
 *
 * @param number of the commit that stored it; pages of one feed were fetched in the order of their numbers
 * @param job the job that asked for it
 * @param asked what was missing when it was asked for, in the time of the ledger
 * @param parserVersion the version of the parser that read it last
 * @param complete where it ends an answer that lists everything the source has, of every type of its feed
 * @param page the page as it came. Its body is read from the store when it is opened, which fails with an
 *     {@link java.io.IOException} if it was dropped meanwhile or is damaged. Bodies of the same bytes are equal
 */
public record KeptPage(
        long number, JobId job, TimeRange asked, int parserVersion, Optional<TimeRange> complete, RawPage page) {
    /** With which token it was asked for; empty for the first page of an answer. */
    public Optional<PageToken> token() {
        return page.request().flatMap(KeptPage::token);
    }

    private static Optional<PageToken> token(FetchRequest request) {
        if (request instanceof FetchRequest.Window window) {
            return window.page();
        }
        return request instanceof FetchRequest.Dates dates ? dates.page() : Optional.empty();
    }
}
