package org.healthwarehouse.examples;

import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.healthwarehouse.Day;
import org.healthwarehouse.DayPart;
import org.healthwarehouse.Freshness;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.Reading;
import org.healthwarehouse.auth.CodeLogin;
import org.healthwarehouse.auth.Logins;
import org.healthwarehouse.auth.Secret;
import org.healthwarehouse.model.Cycle;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Recovery;
import org.healthwarehouse.model.Sleep;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.sync.SyncSchedule;
import org.healthwarehouse.testkit.time.ElapsedScheduler;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.whoop.WhoopSimulator;
import org.healthwarehouse.whoop.WhoopConnector;
import org.healthwarehouse.whoop.WhoopLogin;

/**
 * A dashboard for three members of WHOOP, over a month that passes in seconds: they log in, the usual schedule keeps
 * the store up to date, and each looks at the present day 24 times a day. The vendor is a simulator on this machine.
 * Prints one day of each as a dashboard would show it, and how many calls all of that took, next to a program that
 * fetches the last 30 days whenever somebody looks.
 *
 * <pre>WhoopDailyApp [folder]      by default target/whoop-daily</pre>
 */
public final class WhoopDailyApp {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 10);
    private static final int DAYS = 30;
    private static final int LOOKS = 24;
    private static final LocalTime UP = LocalTime.of(7, 0);
    private static final Duration AWAKE = Duration.ofHours(16);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final int MOST_ON_A_PAGE = 25;
    private static final List<DataType> LISTS =
            List.of(DataTypes.CYCLE, DataTypes.RECOVERY, DataTypes.SLEEP, DataTypes.WORKOUT);

    private record Member(UserId user, long number) {}

    private record Look(Instant at, Member member) {}

    private static final List<Member> MEMBERS = List.of(
            new Member(UserId.of("ann"), 10_129),
            new Member(UserId.of("bob"), 10_130),
            new Member(UserId.of("eve"), 10_131));

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final ManualClock clock = new ManualClock(FIRST.atStartOfDay(ZONE).toInstant());
    private final ElapsedScheduler scheduler = new ElapsedScheduler(clock);
    private final WhoopSimulator vendor;
    private long refetching;
    private int withoutACall;

    private WhoopDailyApp() {
        var simulator = WhoopSimulator.seeded(7).clock(clock).memberSince(Instant.parse("2026-01-01T00:00:00Z"));
        MEMBERS.forEach(member -> simulator.member(member.number));
        vendor = simulator.build();
    }

    /**
     * Runs it.
     *
     * @param args see above
     */
    public static void main(String[] args) throws InterruptedException {
        new WhoopDailyApp().run(Path.of(args.length > 0 ? args[0] : "target/whoop-daily"));
    }

    private void run(Path folder) throws InterruptedException {
        Storage storage = SqliteStorage.open(folder.resolve("health.db"), clock);
        WhoopLogin login = WhoopLogin.with(Logins.in(storage).clock(clock).build())
                .clientId(vendor.clientId())
                .clientSecret(Secret.of(vendor.clientSecret()))
                .redirect(URI.create("https://dashboard.invalid/whoop"))
                .transport(vendor.inMemory())
                .build();
        try (HealthWarehouse health = HealthWarehouse.builder()
                .storage(storage)
                .connector(WhoopConnector.builder().login(login).build())
                .transport(vendor.inMemory())
                .clock(clock)
                .scheduler(scheduler)
                .build()) {
            for (Member member : MEMBERS) {
                logIn(login, member);
            }
            var unused = health.schedule(SyncSchedule.daily(ZONE).from("whoop"));
            for (int day = 0; day < DAYS; day++) {
                live(health, FIRST.plusDays(day), new SplittableRandom(day));
            }
            MEMBERS.forEach(member -> show(health, member, FIRST.plusDays(DAYS - 2)));
        }
        count();
    }

    /** In an application the person agrees in a browser, which WHOOP then sends to the redirect address. */
    private void logIn(WhoopLogin login, Member member) throws InterruptedException {
        CodeLogin attempt = login.begin();
        URI sentTo = vendor.agree(attempt.page(), member.number);
        String number = login.finish(member.user, attempt, sentTo.toString());
        out.println(member.user + " is connected as WHOOP member " + number + ".");
    }

    private void live(HealthWarehouse health, LocalDate date, SplittableRandom random) {
        List<Look> looks = new ArrayList<>();
        Instant up = date.atTime(UP).atZone(ZONE).toInstant();
        for (Member member : MEMBERS) {
            for (int i = 0; i < LOOKS; i++) {
                looks.add(new Look(up.plusSeconds(random.nextLong(AWAKE.toSeconds())), member));
            }
        }
        looks.sort(Comparator.comparing(Look::at));
        for (Look look : looks) {
            scheduler.runUntil(look.at);
            Freshness freshness = health.daily(date)
                    .user(look.member.user)
                    .from("whoop")
                    .read()
                    .freshness();
            withoutACall += freshness.origin() == Freshness.Origin.LOCAL ? 1 : 0;
            refetching += pagesOfTheLastMonth(look.member);
        }
    }

    /** What a program asks that fetches 30 days of everything when somebody looks: 25 records a call. */
    private long pagesOfTheLastMonth(Member member) {
        TimeRange month = TimeRange.of(clock.instant().minus(MONTH), clock.instant());
        return LISTS.stream()
                .mapToLong(type -> vendor.truth(member.number, type, month, clock.instant())
                        .size())
                .map(records -> Math.max(1, (records + MOST_ON_A_PAGE - 1) / MOST_ON_A_PAGE))
                .sum();
    }

    private void show(HealthWarehouse health, Member member, LocalDate date) {
        Reading<Day> reading =
                health.daily(date).user(member.user).from("whoop").read();
        Day day = reading.data();
        out.println();
        out.println(member.user + ", " + date + ": " + day.state());
        line("sleep", day.sleep(), WhoopDailyApp::text);
        line("recovery", day.recovery(), WhoopDailyApp::text);
        line("cycle", day.cycle(), WhoopDailyApp::text);
        line("naps", day.naps(), naps -> naps.size() + "");
        line("workouts", day.workouts(), workouts -> workouts.size() + "");
        out.println("  " + reading.freshness().note());
    }

    private <T> void line(String what, DayPart<T> part, java.util.function.Function<T, String> text) {
        out.printf(
                Locale.ROOT,
                "  %-9s %-12s %s%n",
                what,
                part.state(),
                part.value().map(text).orElse(""));
    }

    private static String text(Sleep sleep) {
        return sleep.asleep()
                .map(Duration::toMinutes)
                .map(minutes -> minutes + " min asleep")
                .orElse("");
    }

    private static String text(Recovery recovery) {
        return recovery.score().isPresent() ? Math.round(recovery.score().getAsDouble()) + " %" : "";
    }

    private static String text(Cycle cycle) {
        return cycle.strain().isPresent()
                ? String.format(Locale.ROOT, "strain %.1f", cycle.strain().getAsDouble())
                : "";
    }

    /** Renewals of logins are left out on both sides: every program that is asked all day needs them. */
    private void count() {
        long calls = vendor.log().stream()
                .filter(call -> call.path().startsWith("/developer/"))
                .count();
        out.println();
        out.printf(
                Locale.ROOT,
                "%d looks, %d of them without a call. Calls: %d with the schedule, %d if 30 days were fetched at each"
                        + " look: %.1f %% fewer.%n",
                DAYS * LOOKS * MEMBERS.size(),
                withoutACall,
                calls,
                refetching,
                100.0 * (refetching - calls) / refetching);
    }
}
