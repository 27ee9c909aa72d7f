package org.healthwarehouse.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathNameTest {
    @Property
    void aNameCanBeTurnedBack(@ForAll @StringLength(min = 1, max = 16) String text) {
        String utf8 = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

        assertThat(PathName.textOf(PathName.of(text))).isEqualTo(utf8);
    }

    @Property
    void aNameIsOneOrdinaryPartOfAPath(@ForAll @StringLength(min = 1, max = 200) String text) {
        String name = PathName.of(text);

        assertThat(name).matches("[a-z0-9_.~%A-F-]{1,200}");
        assertThat(Path.of("base", name).normalize().getParent()).isEqualTo(Path.of("base"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "/", "../../etc", "a/b", "a\\b", "C:", "nul\u0000l"})
    void noNameLeadsOutOfItsFolder(String text) {
        assertThat(Path.of("base", PathName.of(text)).normalize()).startsWithRaw(Path.of("base"));
        assertThat(PathName.of(text)).doesNotContain("/", "\\").isNotIn(".", "..");
        assertThat(PathName.textOf(PathName.of(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "local, local",
        "heart_rate, heart_rate",
        "Ann, %41nn",
        "a=b c, a%3Db%20c",
        "é, %C3%A9",
        "fulcra.x, fulcra.x"
    })
    void usualNamesStayReadable(String text, String name) {
        assertThat(PathName.of(text)).isEqualTo(name);
    }

    @Test
    void namesThatDifferOnlyInCapitalsDifferAlsoWhereFileSystemsDoNotTellThemApart() {
        assertThat(PathName.of("Ann").toLowerCase(Locale.ROOT)).isNotEqualTo(PathName.of("ann"));
    }

    @Test
    void longTextsHaveDifferentNamesToo() {
        String text = "\u4e16".repeat(199);

        assertThat(PathName.of(text + "a")).hasSizeLessThanOrEqualTo(200).isNotEqualTo(PathName.of(text + "b"));
    }
}
