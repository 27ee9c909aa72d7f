/** Exports as Apache Parquet, in folders that DuckDB, Spark and pandas read as Hive partitions. */
@NullMarked
package org.healthwarehouse.export.parquet;

import org.jspecify.annotations.NullMarked;
