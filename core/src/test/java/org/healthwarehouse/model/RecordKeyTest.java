package org.healthwarehouse.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Keys that are a record's alone, and such as it may share. */
class RecordKeyTest {
    private static final RecordKey A = RecordKey.uuid("a");
    private static final RecordKey B = RecordKey.uuid("b");
    private static final RecordKey SEVEN = new RecordKey("id", "7");
    private static final RecordKey START = new RecordKey("start", "noon");

    @Test
    void onlyStrongKeysOfOneSchemeContradictEachOther() {
        assertThat(RecordKey.contradict(Set.of(A, START), Set.of(B, START))).isTrue();
        assertThat(RecordKey.contradict(Set.of(A, START), Set.of(START))).isFalse();
        assertThat(RecordKey.contradict(Set.of(A, START), Set.of(SEVEN, START))).isFalse();
        assertThat(RecordKey.contradict(Set.of(START), Set.of(new RecordKey("start", "one"))))
                .isFalse();
    }

    @Test
    void whatHasOneOfSeveralInCommonIsTheSame() {
        assertThat(RecordKey.contradict(Set.of(A, B), Set.of(B))).isFalse();
        assertThat(RecordKey.contradict(Set.of(A, SEVEN), Set.of(A, new RecordKey("id", "8"))))
                .isTrue();
    }

    @Test
    void strongKeysComeFirst() {
        assertThat(RecordKey.strongFirst(List.of(new RecordKey("a", "1"), START, B, SEVEN)))
                .containsExactly(SEVEN, B, new RecordKey("a", "1"), START);
    }
}
