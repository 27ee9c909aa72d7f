package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.healthwarehouse.testkit.fulcra.FulcraSimulator;
import org.healthwarehouse.testkit.person.SyntheticPerson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Canary tokens and canary health values turn up nowhere: a process of its own runs through logins, renewals, faults,
 * syncs and exports with every logger at its most talkative, and prints the text of every exception and value.
 */
class SecretsStayInsideTest {
    @TempDir
    Path folder;

    @Test
    void noSecretAndNoHealthValueIsInLogsExceptionsDescriptionsOrFileNames() throws Exception {
        Path output = folder.resolve("child.log");
        Path secretsFile = folder.resolve("secrets.txt");
        Path work = Files.createDirectory(folder.resolve("work"));
        Process child = start(output, work, secretsFile);
        assertThat(child.waitFor(3, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(output);
        assertThat(child.exitValue()).as(said).isZero();

        Set<String> secrets = new TreeSet<>(Files.readAllLines(secretsFile));
        assertThat(secrets).as("there was something to leak").hasSizeGreaterThan(8);
        assertThat(said).as("the loggers did talk").contains("sync.ended", "auth.renewed", "auth.needs-reconnect");
        for (String secret : secrets) {
            assertThat(said).doesNotContain(secret);
            // A token in pieces is a token, too.
            assertThat(said).doesNotContain(secret.substring(secret.lastIndexOf('.') + 1));
        }
        assertThat(said).doesNotContain(TalkativeChild.CANARY_VALUE, TalkativeChild.CANARY_NOTE);
        assertThat(said.toLowerCase(java.util.Locale.ROOT)).doesNotContain("canary");
        noFileNameTells(work);
        noFileButExportsHoldsTokens(work, secrets);
    }

    private Process start(Path output, Path work, Path secrets) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                "-cp",
                System.getProperty("java.class.path"),
                TalkativeChild.class.getName(),
                work.toString(),
                secrets.toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private static void noFileNameTells(Path work) throws IOException {
        try (Stream<Path> files = Files.walk(work)) {
            assertThat(files.map(Path::toString))
                    .noneMatch(name -> name.contains("canary") || name.contains(TalkativeChild.CANARY_VALUE));
        }
    }

    private static void noFileButExportsHoldsTokens(Path work, Set<String> secrets) throws IOException {
        try (Stream<Path> files = Files.walk(work)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                secrets.forEach(secret -> assertThat(bytes.contains(secret))
                        .as("%s holds a token in the clear", file.getFileName())
                        .isFalse());
            }
        }
    }

    /** The simulator of these tests keeps a list of what it handed out. */
    @Test
    void theListOfSecretsIsNotEmptyAfterALogin() throws Exception {
        var clock = new org.healthwarehouse.testkit.time.ManualClock(LoginBench.NOW);
        FulcraSimulator vendor =
                FulcraSimulator.serving(SyntheticPerson.seeded(5)).clock(clock).build();
        try (LoginBench bench = new LoginBench(folder.resolve("health.db"), vendor, clock)) {
            String unused = bench.connect(org.healthwarehouse.model.UserId.LOCAL, vendor);
        }
        assertThat(vendor.secrets()).hasSizeGreaterThanOrEqualTo(3);
    }
}
