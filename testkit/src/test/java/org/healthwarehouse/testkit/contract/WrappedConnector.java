package org.healthwarehouse.testkit.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.connector.Budget;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.Presence;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;

/** A whole connector of which subclasses break one thing. */
class WrappedConnector implements Connector {
    final Connector whole;

    WrappedConnector(Connector whole) {
        this.whole = whole;
    }

    @Override
    public SourceId source() {
        return whole.source();
    }

    @Override
    public List<FeedSpec> feeds(FetchContext context) throws FetchException, InterruptedException {
        return whole.feeds(context).stream().map(this::feed).toList();
    }

    FeedSpec feed(FeedSpec feed) {
        return feed;
    }

    @Override
    public FetchResult fetch(FetchRequest request, FetchContext context) throws FetchException, InterruptedException {
        try {
            FetchResult result = whole.fetch(request, context);
            return result instanceof FetchResult.Page page ? new FetchResult.Page(page(page.page())) : result;
        } catch (FetchException e) {
            throw new FetchException(failure(e.failure()));
        }
    }

    RawPage page(RawPage page) {
        return page;
    }

    Failure failure(Failure failure) throws InterruptedException {
        return failure;
    }

    @Override
    public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
        whole.parse(page, sink);
    }

    @Override
    public Budget budget(UserId user) {
        return whole.budget(user);
    }

    @Override
    public Optional<Instant> watermark(FeedId feed, FetchContext context) throws FetchException, InterruptedException {
        return whole.watermark(feed, context);
    }

    @Override
    public Presence lookup(DataType type, RecordKey key, FetchContext context)
            throws FetchException, InterruptedException {
        return whole.lookup(type, key, context);
    }

    static String text(RawPage page) {
        try (var in = page.body().open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same page with some parts replaced. */
    static RawPage copy(RawPage page, SourceId source, Instant startedAt, String mediaType, RawBody body) {
        return new RawPage(
                page.origin(),
                source,
                page.feed(),
                page.request(),
                startedAt,
                page.serverDate(),
                page.status(),
                mediaType,
                body);
    }
}
