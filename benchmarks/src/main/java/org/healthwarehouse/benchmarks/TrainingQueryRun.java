package org.healthwarehouse.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.ReadMode;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.training.TrainingStore;

/**
 * The questions that an application for training asks most, in two stores: one athlete for ten years, and a hundred
 * athletes for one. Each by plain SQL on the views, prepared anew each time as tools do it, and by the Java API;
 * another day or athlete each time. {@code TrainingQueryRun <folder>} fills the stores unless they are there, and
 * prints the median and the 99th percentile in milliseconds, on the wall and of the thread's processor time.
 */
public final class TrainingQueryRun {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final LocalDate LAST = LocalDate.of(2026, 6, 14);
    private static final int WARM_UP = 100;
    private static final int ROUNDS = 500;

    private final String name;
    private final HealthWarehouse warehouse;
    private final TrainingFill fill;
    private final int athletes;
    private final Connection sql;
    private final SplittableRandom random = new SplittableRandom(1);

    private TrainingQueryRun(String name, HealthWarehouse warehouse, TrainingFill fill, int athletes, Connection sql) {
        this.name = name;
        this.warehouse = warehouse;
        this.fill = fill;
        this.athletes = athletes;
        this.sql = sql;
    }

    /** One question about an athlete and a date; answers how many rows came. */
    @FunctionalInterface
    private interface Question {
        int ask(UserId user, LocalDate date) throws SQLException;
    }

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        run(folder, "one", 1, 3_653, 2, 120);
        run(folder, "hundred", 100, 365, 7, 1_200);
    }

    private static void run(Path folder, String name, int athletes, int days, int runEvery, int restSeconds)
            throws Exception {
        Path file = folder.resolve(name + ".db");
        boolean isNew = !Files.exists(file);
        InstantSource clock = InstantSource.fixed(NOW);
        SqliteStorage storage = SqliteStorage.open(file, clock);
        TrainingFill fill = new TrainingFill(storage, LAST, days, runEvery, restSeconds);
        try (HealthWarehouse warehouse = HealthWarehouse.builder()
                        .storage(storage)
                        .clock(clock)
                        .queryCacheRows(0)
                        .build();
                Connection sql = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            if (isNew) {
                long began = System.nanoTime();
                long samples = IntStream.range(0, athletes)
                        .mapToLong(i -> fill.athlete(user(i)))
                        .sum();
                System.out.printf(
                        Locale.ROOT,
                        "%s: %d athletes, %d days each, %,d samples, %d MB, made in %.0f s%n",
                        name,
                        athletes,
                        days,
                        samples,
                        Files.size(file) >> 20,
                        (System.nanoTime() - began) / 1e9);
            }
            new TrainingQueryRun(name, warehouse, fill, athletes, sql).all();
        }
    }

    private static UserId user(int number) {
        return UserId.of("athlete-" + number);
    }

    private void all() throws SQLException {
        measure("user by id, SQL", 1, (user, date) -> rows("SELECT * FROM user_profile WHERE user_id = ?", user));
        measure("user by id, API", 1, (user, date) -> store(user).profile().isPresent() ? 1 : 0);
        measure(
                "day by user and date, SQL",
                1,
                (user, date) -> rows("SELECT * FROM daily_metrics WHERE user_id = ? AND date = ?", user, date));
        measure(
                "readiness by user and date, SQL",
                1,
                (user, date) -> rows("SELECT * FROM daily_readiness WHERE user_id = ? AND date = ?", user, date));
        measure(
                "training day by user and date, API",
                1,
                (user, date) -> store(user).days().on(date).load().isPresent() ? 1 : 0);
        measure(
                "activities of 30 days, SQL",
                10,
                (user, date) -> rows(
                        "SELECT * FROM activities WHERE user_id = ? AND start_ms >= ? AND start_ms < ?",
                        user,
                        ms(date.minusDays(30)),
                        ms(date)));
        measure(
                "activities of 30 days, API",
                10,
                (user, date) -> warehouse
                        .workouts()
                        .user(user)
                        .between(at(date.minusDays(30)), at(date))
                        .mode(ReadMode.LOCAL_ONLY)
                        .read()
                        .data()
                        .size());
        measure("weekly training summary, SQL", 50, this::week);
        measure(
                "weekly training summary, API",
                50,
                (user, date) ->
                        store(user).days().between(date.minusDays(6), date).size());
        measure(
                "HRV trend of 30 days, SQL",
                100,
                (user, date) -> rows(
                        "SELECT date, rmssd, avg(rmssd) OVER (ORDER BY date ROWS 6 PRECEDING) FROM hrv_readings"
                                + " WHERE user_id = ? AND timestamp >= ? AND timestamp < ? ORDER BY date",
                        user,
                        ms(date.minusDays(30)) / 1000.0,
                        ms(date) / 1000.0));
        measure(
                "HRV trend of 30 days, API",
                100,
                (user, date) -> warehouse
                        .hrvSummaries()
                        .user(user)
                        .between(at(date.minusDays(30)), at(date))
                        .mode(ReadMode.LOCAL_ONLY)
                        .read()
                        .data()
                        .size());
        measure(
                "activity with its 1,800 samples, SQL",
                200,
                (user, date) -> rows(
                        "SELECT elapsed, heart_rate FROM heart_rate_samples WHERE user_id = ? AND activity_id = ?",
                        user,
                        TrainingFill.key(DataTypes.WORKOUT, runDate(date))));
        measure("activity with its 1,800 samples, API", 200, this::activity);
    }

    private int week(UserId user, LocalDate date) throws SQLException {
        LocalDate from = date.minusDays(6);
        return rows("""
                SELECT (SELECT count(*) FROM planned_workouts p
                        WHERE p.user_id = ?1 AND p.date >= ?2 AND p.date <= ?3) AS planned,
                       (SELECT sum(completed) FROM planned_workouts p
                        WHERE p.user_id = ?1 AND p.date >= ?2 AND p.date <= ?3) AS completed,
                       (SELECT sum(daily_load) FROM training_load_tracking l
                        WHERE l.user_id = ?1 AND l.date >= ?2 AND l.date <= ?3) AS load,
                       count(*), sum(a.duration), sum(a.distance)
                FROM activities a WHERE a.user_id = ?1 AND a.start_ms >= ?4 AND a.start_ms < ?5""", user, from, date, ms(from), ms(date.plusDays(1)));
    }

    private int activity(UserId user, LocalDate date) {
        Instant start = TrainingFill.runStart(runDate(date));
        Instant end = start.plusSeconds(TrainingFill.RUN_SECONDS);
        return warehouse
                        .workouts()
                        .user(user)
                        .between(start, end)
                        .mode(ReadMode.LOCAL_ONLY)
                        .read()
                        .data()
                        .size()
                + warehouse
                        .samples(DataTypes.HEART_RATE)
                        .user(user)
                        .between(start, end)
                        .mode(ReadMode.LOCAL_ONLY)
                        .read()
                        .data()
                        .size();
    }

    private LocalDate runDate(LocalDate date) {
        LocalDate found = date;
        while (!fill.runsOn(found)) {
            found = found.minusDays(1);
        }
        return found;
    }

    private TrainingStore store(UserId user) {
        return TrainingStore.of(warehouse, user);
    }

    private static Instant at(LocalDate date) {
        return date.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static long ms(LocalDate date) {
        return at(date).toEpochMilli();
    }

    private int rows(String question, UserId user, Object... values) throws SQLException {
        try (PreparedStatement statement = sql.prepareStatement(question)) {
            statement.setString(1, user.value());
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 2, values[i] instanceof LocalDate date ? date.toString() : values[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                int rows = 0;
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    rows++;
                    for (int i = 1; i <= columns; i++) {
                        Object unused = result.getObject(i);
                    }
                }
                return rows;
            }
        }
    }

    private void measure(String what, int targetMs, Question question) throws SQLException {
        double[] ms = new double[ROUNDS];
        double[] cpu = new double[ROUNDS];
        long rows = 0;
        for (int i = -WARM_UP; i < ROUNDS; i++) {
            UserId user = user(random.nextInt(athletes));
            LocalDate date = LAST.minusDays(random.nextInt(fill.days() - 60));
            double worked = Cpu.thread();
            long began = System.nanoTime();
            int found = question.ask(user, date);
            if (i >= 0) {
                ms[i] = (System.nanoTime() - began) / 1e6;
                cpu[i] = (Cpu.thread() - worked) * 1000;
                rows += found;
            }
        }
        Arrays.sort(ms);
        Arrays.sort(cpu);
        System.out.printf(
                Locale.ROOT,
                "%-8s %-38s median %7.3f, 99 %% %7.3f; processor %7.3f, %7.3f; target %3d ms; %.1f rows%n",
                name,
                what,
                ms[ROUNDS / 2],
                ms[ROUNDS * 99 / 100],
                cpu[ROUNDS / 2],
                cpu[ROUNDS * 99 / 100],
                targetMs,
                (double) rows / ROUNDS);
    }
}
