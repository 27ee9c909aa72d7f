package org.healthwarehouse.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.healthwarehouse.storage.ColumnKind;
import org.healthwarehouse.storage.TableSpec;
import org.junit.jupiter.api.Test;

/** Stores are out there with these tables. */
class TrainingTablesTest {
    private static final List<TableSpec> TABLES = TrainingStore.NAMESPACE.tables(TrainingStore.NAMESPACE.last());

    /**
     * A store refuses tables whose steps have another fingerprint. Whoever sees this fail has changed a step that was
     * released: put it back, and add a step to a new version instead.
     */
    @Test
    void theStepsOfEachVersionAreThoseThatWereReleased() {
        assertThat(Stream.iterate(1, version -> version + 1)
                        .limit(TrainingStore.NAMESPACE.last())
                        .map(TrainingStore.NAMESPACE::fingerprint))
                .containsExactly("a5144961efcbdd085a03eb0bf3667174cb3f1edc1718a6fb995c9dd328e86d9d");
    }

    /** A constant that is new needs a step that adds the choice; else rows with it are refused. */
    @Test
    void everyConstantIsAChoiceOfItsColumns() {
        Map<String, Class<? extends Enum<?>>> constants = Map.of(
                "intensity", Recommendation.class,
                "recommendation", Recommendation.class,
                "ai_recommendation", Recommendation.class,
                "gender", Gender.class,
                "origin", PlanOrigin.class,
                "overtraining_risk", RiskLevel.class);
        List<String> seen = TABLES.stream()
                .flatMap(table -> table.columns().stream())
                .filter(column -> column.kind() == ColumnKind.CHOICE)
                .peek(column -> assertThat(column.choices())
                        .as(column.name())
                        .containsExactlyInAnyOrderElementsOf(
                                names(Objects.requireNonNull(constants.get(column.name()), column.name()))))
                .map(column -> column.name())
                .toList();
        assertThat(seen).containsExactlyInAnyOrderElementsOf(constants.keySet());
    }

    private static List<String> names(Class<? extends Enum<?>> constants) {
        return Stream.<Enum<?>>of(constants.getEnumConstants()).map(Enum::name).toList();
    }
}
