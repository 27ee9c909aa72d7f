package org.healthwarehouse;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.export.ExportReport;
import org.healthwarehouse.model.Failure;

/**
 * How the last automatic export went.
 *
 * @param folder where it goes
 * @param startedAt when it began
 * @param report what it wrote; empty if it failed
 * @param failure why it failed; empty if it went well. It is tried again with the next new data
 */
public record AutoExportStatus(
        Path folder, Instant startedAt, Optional<ExportReport> report, Optional<Failure> failure) {}
