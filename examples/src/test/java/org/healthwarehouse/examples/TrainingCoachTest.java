package org.healthwarehouse.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Locale;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.training.DailyReadiness;
import org.healthwarehouse.training.TrainingStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingCoachTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T06:00:00Z"));

    @TempDir
    Path folder;

    @Test
    void theReportNamesPlanFeedbackLoadAndFactorsAndBothAssessmentsAreKept() throws InterruptedException {
        try (HealthWarehouse warehouse = open()) {
            assertThat(report(warehouse))
                    .contains("Plan: Ten kilometres", "to come", "exertion 8 of 10", "monotony", "strain", "Banister")
                    .contains("HEART_RATE_VARIABILITY", "SLEEP", "FORM", "RESTING_HEART_RATE is not known yet");
        }
        try (HealthWarehouse warehouse = open()) {
            DailyReadiness kept = TrainingStore.of(warehouse, UserId.of("sample-2026"))
                    .days()
                    .on(LocalDate.of(2026, 2, 28))
                    .readiness()
                    .orElseThrow()
                    .value();
            assertThat(kept.computed()).isPresent();
            assertThat(kept.ai()).isPresent();
        }
    }

    @Test
    void theWeeksLoadOnTheScreenIsThatOfTheTable() throws InterruptedException {
        try (HealthWarehouse warehouse = open()) {
            String said = report(warehouse);
            LocalDate last = LocalDate.of(2026, 2, 28);
            TrainingStore training = TrainingStore.of(warehouse, UserId.of("sample-2026"));
            double week = last.minusDays(6)
                    .datesUntil(last.plusDays(1))
                    .mapToDouble(date -> training.days()
                            .on(date)
                            .load()
                            .orElseThrow()
                            .value()
                            .load()
                            .orElseThrow())
                    .sum();
            assertThat(said).contains(String.format(Locale.ROOT, "  load %.0f, monotony ", week));
        }
    }

    @Test
    void itSaysTheSameWhenItRunsAgain() throws InterruptedException {
        try (HealthWarehouse warehouse = open()) {
            assertThat(report(warehouse)).isEqualTo(report(warehouse));
        }
    }

    private HealthWarehouse open() {
        return HealthWarehouse.builder()
                .storage("sqlite:" + folder.resolve("health.db"))
                .clock(CLOCK)
                .build();
    }

    private static String report(HealthWarehouse warehouse) throws InterruptedException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        TrainingCoach.coach(warehouse, new PrintStream(said, true, StandardCharsets.UTF_8));
        return said.toString(StandardCharsets.UTF_8);
    }
}
