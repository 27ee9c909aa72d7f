package org.healthwarehouse.system;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;

/** A scripted vendor that may have a watermark for each of its feeds; saying so takes a call. */
final class MarkedVendor implements Connector {
    private final ScriptedVendor scripted;
    final Map<FeedId, Instant> marks = new HashMap<>();
    final List<FeedId> askedMarks = new ArrayList<>();
    boolean fails;

    MarkedVendor(ScriptedVendor scripted) {
        this.scripted = scripted;
    }

    @Override
    public SourceId source() {
        return scripted.source();
    }

    @Override
    public Budget budget(UserId user) {
        return scripted.budget(user);
    }

    @Override
    public List<FeedSpec> feeds(FetchContext context) {
        return scripted.feeds(context);
    }

    @Override
    public Optional<Instant> watermark(FeedId feed, FetchContext context) throws FetchException, InterruptedException {
        var unused = context.transport().send(VendorRequest.get(URI.create("http://127.0.0.1/")));
        askedMarks.add(feed);
        if (fails) {
            throw new FetchException(new Failure.TimedOut("no answer"));
        }
        return Optional.ofNullable(marks.get(feed));
    }

    @Override
    public FetchResult fetch(FetchRequest request, FetchContext context) throws FetchException, InterruptedException {
        return scripted.fetch(request, context);
    }

    @Override
    public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
        scripted.parse(page, sink);
    }
}
