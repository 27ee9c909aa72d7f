package org.healthwarehouse.export.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.jsonType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** How columns are declared. */
final class Columns {
    private Columns() {}

    static Repetition nullable(boolean nullable) {
        return nullable ? Repetition.OPTIONAL : Repetition.REQUIRED;
    }

    static PrimitiveType time(String name, boolean nullable) {
        return Types.primitive(INT64, nullable(nullable))
                .as(timestampType(true, TimeUnit.MICROS))
                .named(name);
    }

    static PrimitiveType text(String name, boolean nullable) {
        return Types.primitive(BINARY, nullable(nullable)).as(stringType()).named(name);
    }

    static PrimitiveType json(String name, boolean nullable) {
        return Types.primitive(BINARY, nullable(nullable)).as(jsonType()).named(name);
    }

    static PrimitiveType number(String name, boolean nullable) {
        return Types.primitive(DOUBLE, nullable(nullable)).named(name);
    }

    static PrimitiveType integer(String name, boolean nullable) {
        return Types.primitive(INT64, nullable(nullable)).named(name);
    }

    static PrimitiveType small(String name, boolean nullable) {
        return Types.primitive(INT32, nullable(nullable)).named(name);
    }

    static PrimitiveType date(String name) {
        return Types.optional(INT32).as(dateType()).named(name);
    }

    static PrimitiveType flag(String name, boolean nullable) {
        return Types.primitive(BOOLEAN, nullable(nullable)).named(name);
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
