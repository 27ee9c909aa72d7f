package org.healthwarehouse.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.GapDetector;
import org.healthwarehouse.coverage.GapQuery;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.Snapshot;

/** How long the gaps of ten intervals take to find, however many intervals the ledger has. */
final class GapContest {
    static final int[] SIZES = {10, 1_000, 100_000, 1_000_000};
    private static final StreamId STREAM = BenchStore.stream(DataTypes.HEART_RATE);
    /** An interval begins every two minutes and lasts one; the minute between is a gap. */
    private static final long EVERY = Duration.ofMinutes(2).toMillis();

    private static final int QUERIES = 20_000;

    private GapContest() {}

    static void run(Path folder, int rounds) throws Exception {
        List<BenchStore> stores = new ArrayList<>();
        try {
            for (int size : SIZES) {
                stores.add(ledger(folder.resolve("ledger-" + size + ".db"), size));
            }
            List<List<Double>> micros = new ArrayList<>();
            for (int i = 0; i < SIZES.length; i++) {
                micros.add(new ArrayList<>());
            }
            for (int round = 0; round <= rounds; round++) {
                for (int i = 0; i < SIZES.length; i++) {
                    double seconds = query(stores.get(i), SIZES[i], QUERIES);
                    if (round > 0) {
                        micros.get(i).add(seconds / QUERIES * 1e6);
                    }
                }
            }
            System.out.printf(Locale.ROOT, "%nGap query over ten intervals (median of %d rounds)%n", rounds);
            for (int i = 0; i < SIZES.length; i++) {
                System.out.printf(
                        Locale.ROOT, "  %,9d intervals: %.2f us of CPU%n", SIZES[i], Contest.median(micros.get(i)));
            }
        } finally {
            stores.forEach(BenchStore::close);
        }
    }

    /** A store whose ledger has so many lines, written past the library: a million commits would take long. */
    static BenchStore ledger(Path file, int size) throws SQLException {
        try (BenchStore store = BenchStore.empty(file)) {
            long unused = store.load(1, 1);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM coverage");
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO coverage (stream_id, start_ms,"
                    + " end_ms, held, reason, settled, fetched_ms, checks) SELECT stream_id, ?, ?, 'HELD', '', 1, 0, 0"
                    + " FROM stream")) {
                for (int i = 0; i < size; i++) {
                    insert.setLong(1, YardstickSeries.BEGIN + i * EVERY);
                    insert.setLong(2, YardstickSeries.BEGIN + i * EVERY + EVERY / 2);
                    insert.executeUpdate();
                }
            }
            connection.commit();
        }
        return new BenchStore(file);
    }

    /** Seconds that so many queries at places spread over the ledger take on this thread. */
    private static double query(BenchStore store, int size, int queries) {
        GapDetector detector = GapDetector.byLedger();
        int found = 0;
        try (Snapshot snapshot = store.storage.snapshot()) {
            double before = Cpu.thread();
            for (int i = 0; i < queries; i++) {
                found += gaps(snapshot, detector, size, i);
            }
            double seconds = Cpu.thread() - before;
            if (found != 10 * queries) {
                throw new IllegalStateException("found " + found + " gaps");
            }
            return seconds;
        }
    }

    /** The gaps of ten intervals at a place that the number decides. */
    static int gaps(Snapshot snapshot, GapDetector detector, int size, int number) {
        long first = Math.floorMod(number * 7_919L, size - 9);
        long from = YardstickSeries.BEGIN + first * EVERY;
        TimeRange range = TimeRange.ofMillis(from, from + 10 * EVERY);
        List<CoverageEntry> lines = snapshot.coverage(STREAM, range);
        return detector.gaps(new GapQuery(range, BenchStore.NOW, Optional.empty(), TimeRangeSet.EMPTY), lines)
                .size();
    }
}
