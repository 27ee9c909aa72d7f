package org.healthwarehouse.connector;

import java.util.Optional;
import org.healthwarehouse.model.DataType;

/**
 * One item of a page that could not be read, while everything else of the page could. The page's claims hold; the item
 * stays in the kept bytes, and the problem stays visible as a finding.
 *
 * @param type of what the item was; empty if that is not known
 * @param message which rule the item breaks, without any of its content
 * @param position where in the page, for example {@code item 17, field score} or {@code byte 1043}
 */
public record ParseProblem(Optional<DataType> type, String message, String position) {}
