package org.healthwarehouse.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.connector.PageParser;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.IngestCommit;
import org.healthwarehouse.storage.JobId;

/**
 * Small pages that wait for others, to be committed with them in one transaction: what such a page costs is mostly the
 * transaction. They are committed in their order. If one of them cannot be stored, each is committed by itself, so that
 * it costs no other. For one thread.
 */
public final class IngestGroup {
    private static final int MOST_PAGES = 64;
    private static final long MOST_ROWS = 30_000;
    /** A waiting page's body may be held in memory. */
    private static final long MOST_BYTES = 4 << 20;

    private final PageIngest pages;
    private final List<Waiting> waiting = new ArrayList<>();
    private long rows;
    private long bytes;

    IngestGroup(PageIngest pages) {
        this.pages = pages;
    }

    /** Is told what became of a page. */
    public interface Outcome {
        /** It is in the store. */
        void committed(IngestReceipt receipt);

        /** It could not be read or stored; its bytes are kept. */
        void refused(HealthWarehouseException why);
    }

    private record Waiting(IngestCommit commit, Outcome outcome) {}

    /** How many pages wait. */
    public int size() {
        return waiting.size();
    }

    /** How many samples, records and locations wait. */
    public long rows() {
        return rows;
    }

    /**
     * Reads a page; it is committed with the next ones, or when enough of them wait. Its body must be readable until
     * then.
     *
     * @throws StorageFailedException if the store fails
     */
    public void add(UserId user, RawPage page, JobId job, PageParser parser, Outcome outcome) {
        IngestCommit commit;
        try {
            // A claim is put on an axis that the pages before it may have made longer; and that a page cannot be read
            // is written down after them.
            commit = pages.read(user, page, job, parser, 0, true, this::commit);
        } catch (StorageFailedException e) {
            throw e;
        } catch (HealthWarehouseException e) {
            outcome.refused(e);
            return;
        }
        waiting.add(new Waiting(commit, outcome));
        rows += commit.content().size();
        bytes += page.body().size();
        if (waiting.size() >= MOST_PAGES || rows >= MOST_ROWS || bytes >= MOST_BYTES) {
            commit();
        }
    }

    /**
     * Commits what waits.
     *
     * @throws StorageFailedException if the store fails; what waited was not committed, or is so in part
     */
    public void commit() {
        List<Waiting> group = List.copyOf(waiting);
        waiting.clear();
        rows = 0;
        bytes = 0;
        Optional<List<IngestReceipt>> receipts = group.size() < 2
                ? Optional.empty()
                : pages.commitTogether(group.stream().map(Waiting::commit).toList());
        for (int i = 0; i < group.size(); i++) {
            if (receipts.isPresent()) {
                group.get(i).outcome.committed(receipts.get().get(i));
            } else {
                commitAlone(group.get(i));
            }
        }
    }

    private void commitAlone(Waiting page) {
        IngestReceipt receipt;
        try {
            receipt = pages.commit(page.commit);
        } catch (StorageFailedException e) {
            throw e;
        } catch (HealthWarehouseException e) {
            page.outcome.refused(e);
            return;
        }
        page.outcome.committed(receipt);
    }
}
