package org.healthwarehouse.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a class of these tests in a process of its own. */
final class ChildJvm {
    private ChildJvm() {}

    static Process start(Path output, String heap, Class<?> main, String... arguments) throws IOException {
        return start(output, heap, "warn", main, arguments);
    }

    static Process start(Path output, String heap, String logLevel, Class<?> main, String... arguments)
            throws IOException {
        return start(output, command(heap, logLevel, main, arguments));
    }

    /** Runs a line of shell first, in the same process. */
    static Process underShell(String first, Path output, String heap, Class<?> main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", first + " && exec \"$@\"", "sh"));
        command.addAll(command(heap, "warn", main, arguments));
        return start(output, command);
    }

    private static List<String> command(String heap, String logLevel, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+ExitOnOutOfMemoryError",
                // SQLite's library is a native one, of which newer machines warn in the output.
                "--enable-native-access=ALL-UNNAMED",
                // A killed process leaves its unpacked native library behind: not in everybody's folder.
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=" + logLevel,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static Process start(Path output, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
    }
}
