package org.healthwarehouse.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program outside this process, and how much processor time it took. */
final class Program {
    private static final Pattern RATE = Pattern.compile("cpu_rows_s=(\\d+)");
    private static final Pattern TIMES = Pattern.compile("CPU ([0-9.]+) ([0-9.]+)");

    private Program() {}

    /** The rate that a program of the yardsticks says of itself: rows for a second of its processor time. */
    static double ownRate(List<String> command) throws IOException, InterruptedException {
        String said = run(command);
        Matcher rate = RATE.matcher(said);
        if (!rate.find()) {
            throw new IOException("no rate in: " + said);
        }
        return Double.parseDouble(rate.group(1));
    }

    /** Seconds of processor time, user and system, that a command of the shell takes. */
    static double seconds(String command) throws IOException, InterruptedException {
        String said = run(List.of("bash", "-c", "TIMEFORMAT='CPU %U %S'; time { " + command + "; }"));
        Matcher times = TIMES.matcher(said);
        if (!times.find()) {
            throw new IOException("no times in: " + said);
        }
        return Double.parseDouble(times.group(1)) + Double.parseDouble(times.group(2));
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException(command.get(0) + " ended with " + code + ": " + said);
        }
        return said;
    }
}
