package org.healthwarehouse.training;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.TableQuery;
import org.healthwarehouse.storage.TableRow;
import org.healthwarehouse.storage.TableWriter;
import org.healthwarehouse.storage.Tables;

/**
 * Analyses of one user in the store. A hit is counted in the store, so that it is a short transaction.
 *
 * @param tables where they are
 * @param user whose they are
 */
record StoredShelf(Tables tables, UserId user) implements AnalysisShelf {
    private TableQuery all() {
        return TableQuery.of(user, AnalysisRows.TABLE.name());
    }

    private TableQuery of(String hash) {
        return all().where("content_hash", hash);
    }

    private Optional<CachedAnalysis> good(TableWriter writer, String hash, Instant now) {
        return writer.first(of(hash)).map(AnalysisRows::read).filter(analysis -> !analysis.expired(now));
    }

    @Override
    public Optional<CachedAnalysis> hit(String hash, Instant now) {
        // Most misses are seen by a reader, who keeps nobody waiting.
        List<TableRow> there = tables.read(reader -> reader.select(of(hash)));
        return there.isEmpty() ? Optional.empty() : tables.write(writer -> count(writer, hash, now));
    }

    private Optional<CachedAnalysis> count(TableWriter writer, String hash, Instant now) {
        Optional<CachedAnalysis> hit = good(writer, hash, now).map(analysis -> analysis.hit(now));
        hit.ifPresent(analysis -> {
            int unused = writer.update(
                    of(hash), TableRow.EMPTY.with("hit_count", analysis.hits()).with("last_hit_at", now));
        });
        return hit;
    }

    @Override
    public void put(CachedAnalysis analysis) {
        boolean unused = tables.write(writer -> {
            writer.upsert(user, AnalysisRows.TABLE.name(), AnalysisRows.row(analysis));
            return true;
        });
    }

    @Override
    public boolean remove(String hash, Instant now) {
        return tables.write(writer -> {
            boolean good = good(writer, hash, now).isPresent();
            return writer.delete(of(hash)) > 0 && good;
        });
    }

    @Override
    public int removeExpired(Instant now) {
        return tables.write(writer -> writer.delete(all().upTo("expires_at", now)));
    }
}
