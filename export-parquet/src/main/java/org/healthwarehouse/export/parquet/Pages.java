package org.healthwarehouse.export.parquet;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.schema.PrimitiveType;

/** Where the pages of one column of a row group go. */
final class Pages {
    private final PageWriter out;
    private final PrimitiveType type;
    private final boolean nullable;

    Pages(ColumnChunkPageWriteStore group, ColumnDescriptor column) {
        out = group.getPageWriter(column);
        type = column.getPrimitiveType();
        nullable = column.getMaxDefinitionLevel() > 0;
    }

    Statistics<?> statistics() {
        return Statistics.createStats(type);
    }

    /** Rows that all have a value. */
    void values(int rows, Encoding encoding, BytesInput data, Statistics<?> statistics) throws IOException {
        BytesInput levels = nullable ? Runs.of(1, rows, 1) : BytesInput.empty();
        out.writePageV2(rows, 0, rows, BytesInput.empty(), levels, encoding, data, statistics);
    }

    /** Rows of which some have no value. */
    void some(int rows, int nulls, BytesInput levels, Encoding encoding, BytesInput data, Statistics<?> statistics)
            throws IOException {
        statistics.incrementNumNulls(nulls);
        out.writePageV2(rows, nulls, rows, BytesInput.empty(), levels, encoding, data, statistics);
    }

    /** Rows of which none has a value. */
    void nulls(int rows) throws IOException {
        some(rows, rows, Runs.of(0, rows, 1), Encoding.PLAIN, BytesInput.empty(), statistics());
    }

    void dictionary(BytesInput values, int size) throws IOException {
        out.writeDictionaryPage(new DictionaryPage(values, size, Encoding.PLAIN));
    }

    long bytes() {
        return out.getMemSize();
    }
}
