package org.healthwarehouse.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.IngestCommit;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.SampleBatch;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.TableRow;
import org.healthwarehouse.storage.TableWriter;
import org.healthwarehouse.training.PlanOrigin;
import org.healthwarehouse.training.Recommendation;
import org.healthwarehouse.training.TrainingStore;

/**
 * Fills a store with athletes: for each date a summary, a sleep and its variability, heart rates all day, runs of half
 * an hour with a heart rate each second, and a plan, readiness and load.
 *
 * @param last last date
 * @param days how many dates
 * @param runEvery every how many dates there is a run
 * @param restSeconds every how many seconds there is a heart rate besides
 */
record TrainingFill(Storage storage, LocalDate last, int days, int runEvery, int restSeconds) {
    static final int RUN_SECONDS = 1_800;
    private static final int PAGE_DAYS = 28;
    private static final int RUN_HOUR = 17;
    private static final SourceId SOURCE = SourceId.of("watch");
    private static final String DATE = "date";
    private static final String MADE = "created_at";
    private static final String CHANGED = "updated_at";

    LocalDate first() {
        return last.minusDays(days - 1L);
    }

    /** One athlete; answers how many samples. */
    long athlete(UserId user) {
        SplittableRandom random = new SplittableRandom(user.value().hashCode());
        long samples = 0;
        for (LocalDate from = first(); !from.isAfter(last); from = from.plusDays(PAGE_DAYS)) {
            LocalDate end = from.plusDays(PAGE_DAYS);
            samples += page(user, from, end.isAfter(last) ? last.plusDays(1) : end, random);
        }
        boolean unused = storage.tables().open(TrainingStore.NAMESPACE).write(writer -> {
            training(writer, user, random);
            return true;
        });
        return samples;
    }

    boolean runsOn(LocalDate date) {
        return date.toEpochDay() % runEvery == 0;
    }

    static Instant runStart(LocalDate date) {
        return midnight(date).plus(Duration.ofHours(RUN_HOUR));
    }

    private static Instant midnight(LocalDate date) {
        return date.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private int page(UserId user, LocalDate from, LocalDate end, SplittableRandom random) {
        List<ParsedRecord> records = new ArrayList<>();
        long[] starts = new long[PAGE_DAYS * (RUN_SECONDS + 86_400 / restSeconds + 1)];
        int count = 0;
        for (LocalDate date = from; date.isBefore(end); date = date.plusDays(1)) {
            day(records, date, random);
            long run = runsOn(date) ? runStart(date).toEpochMilli() : Long.MAX_VALUE;
            for (long at = 0; at < 86_400; at += restSeconds) {
                long ms = midnight(date).toEpochMilli() + at * 1000;
                if (ms < run || ms >= run + RUN_SECONDS * 1000L) {
                    starts[count++] = ms;
                }
            }
            for (int second = 0; run != Long.MAX_VALUE && second < RUN_SECONDS; second++) {
                starts[count++] = run + second * 1000L;
            }
        }
        long[] sorted = Arrays.copyOf(starts, count);
        Arrays.sort(sorted);
        double[] rates = random.doubles(count, 50, 180).map(Math::rint).toArray();
        SampleBatch batch =
                new SampleBatch(DataTypes.HEART_RATE, Device.of("watch"), "", sorted, new long[count], rates, Map.of());
        var unused = storage.ingest(new IngestCommit(
                user,
                SOURCE,
                new FeedId("all"),
                new JobId("made"),
                new TimeRange(midnight(from), midnight(end)),
                Optional.empty(),
                1,
                new PageContent(List.of(batch), records, List.of()),
                midnight(end)));
        return count;
    }

    private void day(List<ParsedRecord> records, LocalDate date, SplittableRandom random) {
        Instant midnight = midnight(date);
        Instant woke = midnight.plus(Duration.ofHours(7));
        records.add(record(
                DataTypes.DAILY_SUMMARY,
                date,
                midnight,
                midnight(date.plusDays(1)),
                Map.of("steps", random.nextInt(20_000), "resting_heart_rate", random.nextInt(45, 60))));
        records.add(record(
                DataTypes.SLEEP,
                date,
                midnight.minusSeconds(3_600),
                woke,
                Map.of("asleep", random.nextInt(20_000, 30_000), "score", random.nextInt(100), "nap", false)));
        records.add(record(
                DataTypes.HRV_SUMMARY,
                date,
                midnight.minusSeconds(3_600),
                woke,
                Map.of("rmssd", random.nextInt(40, 90), "context", "sleep")));
        if (runsOn(date)) {
            records.add(record(
                    DataTypes.WORKOUT,
                    date,
                    runStart(date),
                    runStart(date).plusSeconds(RUN_SECONDS),
                    Map.of(
                            "workout_type",
                            "running",
                            "duration",
                            RUN_SECONDS,
                            "distance",
                            random.nextInt(4_000, 7_000))));
        }
    }

    private static ParsedRecord record(
            RecordType type, LocalDate date, Instant start, Instant end, Map<String, Object> said) {
        Attributes attributes = Attributes.of(said).with("local_date", date.toString());
        RecordKey key = new RecordKey("id", key(type, date));
        return new ParsedRecord(type, Set.of(key), start, end, Optional.empty(), false, attributes);
    }

    static String key(RecordType type, LocalDate date) {
        return type.name() + "-" + date;
    }

    private void training(TableWriter writer, UserId user, SplittableRandom random) {
        Instant now = midnight(last);
        TableRow made = TableRow.EMPTY.with(MADE, now).with(CHANGED, now);
        writer.insert(user, "profile", made.with("name", user.value()).with("preferences", Attributes.EMPTY));
        writer.insert(
                user,
                "plan",
                made.with("id", "p")
                        .with("name", "Plan")
                        .with("start_date", first())
                        .with("origin", PlanOrigin.USER)
                        .with("active", true)
                        .with("weekly_structure", Attributes.EMPTY));
        for (LocalDate date = first(); !date.isAfter(last); date = date.plusDays(1)) {
            writer.insert(
                    user,
                    "load",
                    made.with(DATE, date)
                            .with("daily_load", random.nextDouble(150))
                            .with("fitness", 50.0)
                            .with("fatigue", 60.0)
                            .with("form", -10.0)
                            .with("risk_reasons", List.of()));
            writer.insert(
                    user,
                    "readiness",
                    made.with(DATE, date)
                            .with("readiness_score", random.nextDouble(100))
                            .with("recommendation", Recommendation.EASY)
                            .with("key_factors", List.of("SLEEP"))
                            .with("red_flags", List.of())
                            .with("confidence", 0.5)
                            .with("load_context", Attributes.EMPTY));
            if (runsOn(date)) {
                writer.insert(user, "workout", workout(made, date));
            }
        }
    }

    private static TableRow workout(TableRow made, LocalDate date) {
        return made.with("id", "w-" + date)
                .with("plan_id", "p")
                .with(DATE, date)
                .with("workout_type", "running")
                .with("name", "Run")
                .with("structure", Attributes.EMPTY)
                .with("intensity", Recommendation.MODERATE)
                .with("completed", true)
                .with("activity_source", SOURCE.value())
                .with("activity_scheme", "id")
                .with("activity_id", key(DataTypes.WORKOUT, date))
                .with("adaptations", Attributes.EMPTY);
    }
}
