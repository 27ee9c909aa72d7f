package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the texts point at is there. */
class DocsTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern NAMED_TEST = Pattern.compile("`([A-Z][A-Za-z0-9]*Test)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

    @Test
    void everyTestThatATextNamesExists() throws IOException {
        Set<String> tests = sources().collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>();
        for (Path text : texts()) {
            Matcher named = NAMED_TEST.matcher(Files.readString(text));
            while (named.find()) {
                if (!tests.contains(named.group(1))) {
                    missing.add(text.getFileName() + " names " + named.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyFileThatATextLinksToExists() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (Path text : texts()) {
            Matcher link = LINK.matcher(Files.readString(text));
            while (link.find()) {
                if (!Files.exists(text.resolveSibling(link.group(1)))) {
                    missing.add(text.getFileName() + " links to " + link.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static List<Path> texts() throws IOException {
        try (Stream<Path> docs = Files.list(PROJECT.resolve("docs"));
                Stream<Path> beside = Files.list(PROJECT)) {
            return Stream.concat(docs, beside)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    /** Names of the test classes of all modules. */
    private static Stream<String> sources() throws IOException {
        try (Stream<Path> modules = Files.list(PROJECT)) {
            return modules
                    .map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(DocsTest::javaFiles)
                    .toList()
                    .stream();
        }
    }

    private static Stream<String> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
