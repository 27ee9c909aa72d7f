package org.healthwarehouse.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DataTypesTest {
    private static final List<SampleType> SAMPLES = DataTypes.all().stream()
            .filter(SampleType.class::isInstance)
            .map(SampleType.class::cast)
            .toList();

    @Test
    void holdsAtLeastFiftyTypes() {
        assertThat(DataTypes.all()).hasSizeGreaterThanOrEqualTo(50);
    }

    @Test
    void namesAreUniqueAndInLowerSnakeCase() {
        assertThat(DataTypes.all()).extracting(DataType::name).doesNotHaveDuplicates();
        assertThat(DataTypes.all()).allSatisfy(type -> assertThat(type.name()).matches("[a-z][a-z0-9]*(_[a-z0-9]+)*"));
    }

    @Test
    void everyTypeIsFoundByItsName() {
        assertThat(DataTypes.all())
                .allSatisfy(type -> assertThat(DataTypes.find(type.name())).containsSame(type));
        assertThat(DataTypes.find("heart_rate")).containsSame(DataTypes.HEART_RATE);
        assertThat(DataTypes.find("workout")).containsSame(DataTypes.WORKOUT);
    }

    @Test
    void anUnknownNameFindsNothing() {
        assertThat(DataTypes.find("HeartRate")).isEmpty();
        assertThat(DataTypes.find("")).isEmpty();
    }

    @Test
    void meaningsAreOneSentence() {
        assertThat(DataTypes.all())
                .allSatisfy(type -> assertThat(type.meaning())
                        .isNotBlank()
                        .endsWith(".")
                        .doesNotContain(". ")
                        .doesNotContain("\n"));
    }

    @Test
    void unitsAreGivenAndCountsAreAnnotated() {
        assertThat(SAMPLES).allSatisfy(type -> assertThat(type.unit()).matches("\\S+"));
        assertThat(DataTypes.STEPS.unit()).isEqualTo("{steps}");
        assertThat(DataTypes.HEART_RATE.unit()).isEqualTo("/min");
        assertThat(DataTypes.VO2_MAX.unit()).isEqualTo("mL/(kg.min)");
    }

    @Test
    void rangesAreFiniteAndNotTrivial() {
        assertThat(SAMPLES).allSatisfy(type -> {
            assertThat(type.plausible()).isNotEqualTo(ValueRange.ANY);
            assertThat(type.plausible().high()).isLessThanOrEqualTo(1_000_000);
            if (type.aggregation() != Aggregation.CATEGORY) {
                assertThat(type.plausible().low()).isLessThan(type.plausible().high());
            }
        });
    }

    @Test
    void percentagesRunToAHundredAtMost() {
        assertThat(SAMPLES)
                .filteredOn(type -> type.unit().equals("%"))
                .allSatisfy(type -> assertThat(type.plausible().high()).isLessThanOrEqualTo(100));
    }

    @Test
    void amountsStartAtZero() {
        assertThat(SAMPLES)
                .filteredOn(type -> type.aggregation() == Aggregation.SUM)
                .allSatisfy(type -> assertThat(type.plausible().low()).isZero());
    }

    @Test
    void codesHaveNoUnitAndTheMeaningSaysWhatTheyStandFor() {
        assertThat(SAMPLES)
                .filteredOn(type -> type.aggregation() == Aggregation.CATEGORY)
                .hasSizeGreaterThan(40)
                .allSatisfy(type -> {
                    assertThat(type.unit()).isEqualTo("1");
                    for (int code = (int) type.plausible().low();
                            code <= type.plausible().high();
                            code++) {
                        assertThat(type.meaning()).containsPattern("\\b" + code + "\\b");
                    }
                });
    }

    @Test
    void fieldsOfRecordsAreDeclaredInFull() {
        assertThat(List.of(DataTypes.WORKOUT, DataTypes.SLEEP)).allSatisfy(type -> {
            assertThat(type.fields()).extracting(RecordType.Field::name).doesNotHaveDuplicates();
            assertThat(type.fields()).allSatisfy(field -> {
                assertThat(field.name()).matches("[a-z][a-z0-9]*(_[a-z0-9]+)*");
                assertThat(field.unit()).isNotBlank();
                assertThat(field.meaning()).endsWith(".");
            });
        });
    }
}
