package org.healthwarehouse.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.IngestCommit;
import org.healthwarehouse.storage.JobId;
import org.junit.jupiter.api.Test;

/** The rules about pages that are written together. */
public abstract class IngestRules extends CommitRules {
    /** Instances are made by JUnit. */
    protected IngestRules() {}

    private static IngestCommit page(RawBody body, double... values) {
        RawPage page = new RawPage(
                RawPage.Origin.IMPORT, VENDOR, FEED, Optional.empty(), NOW, Optional.empty(), 0, "text/plain", body);
        return new IngestCommit(
                ANN, VENDOR, FEED, new JobId("import"), days(0, 1), Optional.of(page), 1, samples(values), NOW);
    }

    private static RawBody body(String text) {
        return RawBody.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A group is written for the price of one page, and each page is answered for as if it had come alone. */
    @Test
    public void pagesThatAreWrittenTogetherAreAnsweredOneByOne() {
        List<CommitReceipt> receipts =
                store().ingestAll(List.of(page(body("a"), 60), page(body("b"), 60, 61), page(body("c"), 60, 61, 62)));
        assertEquals(
                List.of(1, 1, 1), receipts.stream().map(CommitReceipt::added).toList());
        assertEquals(List.of("0=60.0watch", "1=61.0watch", "2=62.0watch"), read(HEART));
        assertEquals(List.of(), store().ingestAll(List.of()));
    }

    /** Whoever writes each page alone after a group failed must not find the pages before the bad one there already. */
    @Test
    public void ofAGroupThatFailsInItsMiddleNothingIsWritten() {
        IngestCommit first = page(body("a"), 60);
        IngestCommit last = page(body("c"), 60, 61);
        RuntimeException unused = assertThrows(
                RuntimeException.class, () -> store().ingestAll(List.of(first, page(new GoneBody(), 70), last)));
        assertEquals(List.of(), read(HEART));
        assertEquals(0, store().care().statistics().rawBytes(), "bytes of a page were kept");
        assertEquals(1, store().ingest(first).added());
        assertEquals(1, store().ingest(last).added());
    }
}
