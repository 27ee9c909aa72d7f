/**
 * Handing data to people who analyse it: {@link org.healthwarehouse.export.Exporter} is what the author of a format
 * implements; CSV and JSON are built in.
 */
@NullMarked
package org.healthwarehouse.export;

import org.jspecify.annotations.NullMarked;
