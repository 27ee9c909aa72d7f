package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.IngestCommit;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.PageCommit;

/** Writes what came without a chunk. */
final class IngestCommitter {
    private static final int DIGITS = 16;

    private IngestCommitter() {}

    /** Writes all of them in their order, or none. */
    static List<CommitReceipt> commit(Writer writer, List<IngestCommit> commits) {
        List<Optional<byte[]>> digests = commits.stream()
                .map(commit -> commit.page().map(RawPage::body).map(RawPages::sha256))
                .toList();
        return writer.inTransaction("commit what was not asked for", session -> {
            List<CommitReceipt> receipts = new ArrayList<>();
            for (int i = 0; i < commits.size(); i++) {
                receipts.add(write(session, commits.get(i), digests.get(i)));
            }
            return receipts;
        });
    }

    private static CommitReceipt write(Session session, IngestCommit commit, Optional<byte[]> sha256)
            throws SQLException {
        if (commit.failure().isPresent()) {
            return unreadable(session, commit, sha256, commit.failure().get());
        }
        if (sha256.isPresent()) {
            ErrorLog.jobCompleted(session, page(sha256.get()), commit.finishedAt());
        }
        return PageCommitter.unclaimed(session, asPage(commit), sha256);
    }

    /** Keeps the bytes, for a parser that can read them one day, and what is wrong with them. */
    private static CommitReceipt unreadable(
            Session session, IngestCommit commit, Optional<byte[]> sha256, Failure failure) throws SQLException {
        long feed = Names.feed(session, commit.user(), commit.source(), commit.feed());
        Long raw = null;
        if (sha256.isPresent()) {
            raw = RawPages.store(
                    session,
                    Names.user(session, commit.user()),
                    sha256.get(),
                    commit.page().orElseThrow().body());
        }
        long fetch = FetchTable.page(session, feed, asPage(commit), raw);
        FetchTable.unreadable(session, fetch, failure);
        JobId page = sha256.map(IngestCommitter::page).orElse(commit.job());
        // The same bytes again are the same error, and not another one.
        ErrorLog.jobCompleted(session, page, commit.finishedAt());
        ErrorLog.pageUnreadable(session, commit, page, failure);
        return new CommitReceipt(fetch, 0, 0, 0, Set.of());
    }

    /** How the error log knows the page again. */
    private static JobId page(byte[] sha256) {
        return new JobId("page-" + HexFormat.of().formatHex(sha256).substring(0, DIGITS));
    }

    private static PageCommit asPage(IngestCommit commit) {
        return new PageCommit(
                new ChunkClaim(
                        PageCommitter.NO_FENCE,
                        0,
                        commit.job(),
                        commit.user(),
                        commit.source(),
                        commit.feed(),
                        commit.range(),
                        commit.finishedAt()),
                commit.page(),
                commit.parserVersion(),
                commit.content(),
                commit.coverage(),
                false,
                commit.calls(),
                commit.finishedAt(),
                commit.findings(),
                List.of(),
                commit.derivations(),
                Optional.empty(),
                PageCommit.Keeping.BYTES);
    }
}
