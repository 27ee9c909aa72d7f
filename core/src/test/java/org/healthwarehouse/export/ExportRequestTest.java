package org.healthwarehouse.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.healthwarehouse.export.ExportReport.ExportedFile;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.junit.jupiter.api.Test;

class ExportRequestTest {
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void exportsEverythingOfTheLocalUserUnlessToldOtherwise() {
        ExportRequest request = ExportRequest.csv(Path.of("out"));

        assertThat(request.exporter().format()).isEqualTo("csv");
        assertThat(request.folder()).isEqualTo(Path.of("out"));
        assertThat(request.users()).containsExactly(UserId.LOCAL);
        assertThat(request.types()).isEmpty();
        assertThat(request.range()).isEmpty();
    }

    @Test
    void everyMethodAnswersAChangedCopy() {
        ExportRequest original = ExportRequest.csv(Path.of("out"));

        ExportRequest changed = original.user(UserId.of("anna"))
                .types(DataTypes.STEPS, DataTypes.SLEEP)
                .between(NEW_YEAR, NEW_YEAR.plusSeconds(1));

        assertThat(changed.users()).containsExactly(UserId.of("anna"));
        assertThat(changed.everybody().users()).isEmpty();
        assertThat(changed.types()).containsExactlyInAnyOrder(DataTypes.STEPS, DataTypes.SLEEP);
        assertThat(changed.range()).contains(new TimeRange(NEW_YEAR, NEW_YEAR.plusSeconds(1)));
        assertThat(original.types()).isEmpty();
        assertThat(original.range()).isEmpty();
    }

    @Test
    void anUnknownFormatIsRefusedAndTheMessageNamesThoseThatAreThere() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> ExportRequest.to("xlsx", Path.of("out")))
                .withMessageContaining("'xlsx'")
                .withMessageContaining("csv, json, ndjson");
    }

    @Test
    void builtInFormatsAreFoundByTheirNames() {
        assertThat(ExportRequest.to("csv", Path.of("out")).exporter().format()).isEqualTo("csv");
        assertThat(ExportRequest.to("json", Path.of("out")).exporter().format()).isEqualTo("json");
        assertThat(ExportRequest.to("ndjson", Path.of("out")).exporter().format())
                .isEqualTo("ndjson");
    }

    @Test
    void aReversedRangeIsRefusedAtOnce() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> ExportRequest.csv(Path.of("out")).between(NEW_YEAR, NEW_YEAR.minusSeconds(1)));
    }

    @Test
    void theRowsOfAReportAreThoseOfItsFiles() {
        List<ExportedFile> files = new ArrayList<>(List.of(
                new ExportedFile(Path.of("a.csv"), "steps", 3), new ExportedFile(Path.of("b.csv"), "sleep", 4)));
        ExportReport report = new ExportReport(files, 1);

        files.clear();

        assertThat(report.rows()).isEqualTo(7);
    }
}
