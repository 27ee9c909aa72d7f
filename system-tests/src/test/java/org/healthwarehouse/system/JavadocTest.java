package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What users see of the published modules says what it is. That it is also well formed, the Javadoc build sees to. */
class JavadocTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> PUBLISHED =
            List.of("core", "storage-sqlite", "connectors-fulcra", "export-parquet", "training", "testkit");
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    @Test
    void everythingPublicHasAComment() throws IOException {
        for (String module : PUBLISHED) {
            Path sources = PROJECT.resolve(module).resolve("src/main/java");
            try (Stream<Path> files = Files.walk(sources)) {
                Uncommented found = parse(
                        files.filter(file -> file.toString().endsWith(".java")).toList());
                assertThat(found.seen()).as("members seen of " + module).isPositive();
                assertThat(found.names()).as("without a comment in " + module).isEmpty();
            }
        }
    }

    @Test
    void whatHasNoCommentIsFound() throws IOException {
        Path source = Files.createTempDirectory("javadoc").resolve("Some.java");
        Files.writeString(source, """
                public class Some {
                    /** Has one. */
                    public Some() {}
                    public int method() { return field; }
                    public static int field;
                    @Override public String toString() { return ""; }
                    private void hidden() {}
                    interface Hidden { void hidden(); }
                    public interface Shown { void shown(); }
                    /** Has one. */
                    public enum Choice { ONE, /** Has one. */ TWO }
                }
                """);
        assertThat(parse(List.of(source)).names())
                .containsExactly(
                        "Some", "Some.method", "Some.field", "Some.Shown", "Some.Shown.shown", "Some.Choice.ONE");
    }

    private static Uncommented parse(List<Path> sources) throws IOException {
        try (StandardJavaFileManager files = COMPILER.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) COMPILER.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            Uncommented found = new Uncommented(task);
            task.parse().forEach(unit -> found.scan(unit, false));
            return found;
        }
    }
}
