package org.healthwarehouse;

import java.util.List;
import org.healthwarehouse.connector.Importer;
import org.healthwarehouse.connector.PageParser;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.sync.EngineParts;
import org.healthwarehouse.sync.IngestReceipt;
import org.healthwarehouse.sync.SyncEngine;

/** Takes pages that nobody asked for: what a vendor pushed, or what was read from a file. Thread-safe. */
public final class Ingest {
    private final SyncEngine engine;
    private final EngineParts parts;
    private final List<Importer> importers;

    Ingest(SyncEngine engine, EngineParts parts, List<Importer> importers) {
        this.engine = engine;
        this.parts = parts;
        this.importers = importers;
    }

    /**
     * Reads the page and commits what it brings, with its bytes and a line of the fetch log, in one transaction. The
     * same bytes again are as old as they were when they came first, change nothing and are not kept twice. What is
     * known to be newer stays as it is: by the vendor's own time of change where there is one, else by when the two
     * came. Of a page that was read from a file, samples and locations never replace what the vendor's interface told,
     * and records become parts of those it told of.
     *
     * @return what changed
     * @throws InvalidParameterException if the page was pulled, is about another user, or nobody here reads pages of
     *     its source
     * @throws org.healthwarehouse.model.HealthWarehouseException with a
     *     {@link org.healthwarehouse.model.Failure.MalformedResponse} if it cannot be read. Its bytes are kept, the
     *     failure is in the error log until the same bytes can be read, and nothing else was written
     */
    public IngestReceipt submit(UserId user, RawPage page) {
        if (page.origin() == RawPage.Origin.PULL) {
            throw new InvalidParameterException(
                    "page of " + page.source(), page.origin(), "must be pushed or imported", "sync to pull pages");
        }
        if (page.request().filter(asked -> !asked.user().equals(user)).isPresent()) {
            throw new InvalidParameterException(
                    "page of " + page.source(), user, "is about another user", "submit it for whom it was made");
        }
        String what = page.origin() == RawPage.Origin.PUSH ? "push-" : "import-";
        return submit(user, page, new JobId(what + engine.newId()), parser(page));
    }

    IngestReceipt submit(UserId user, RawPage page, JobId job, PageParser parser) {
        return engine.ingest(user, page, job, parser);
    }

    /** A page is for the importer that reads its feed, pushed or from a file; all others are for the connector. */
    private PageParser parser(RawPage page) {
        return importers.stream()
                .filter(each -> each.source().equals(page.source())
                        && (page.origin() == RawPage.Origin.IMPORT
                                ? each.reads(page.feed())
                                : each.readsPushed(page.feed())))
                .<PageParser>map(each -> each)
                .findFirst()
                .orElseGet(() -> connector(page));
    }

    private PageParser connector(RawPage page) {
        return parts.connectors().stream()
                .filter(each -> each.source().equals(page.source()))
                .findFirst()
                .orElseThrow(() -> new InvalidParameterException(
                        "page of " + page.source(),
                        page.feed(),
                        "is read by no connector and no importer here",
                        "add one to the warehouse"));
    }
}
