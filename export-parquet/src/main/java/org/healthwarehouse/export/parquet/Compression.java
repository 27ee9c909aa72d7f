package org.healthwarehouse.export.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Zstandard without Hadoop, on which Parquet's own codecs stand. For one thread. */
final class Compression implements BytesInputCompressor, AutoCloseable {
    /** On measurements a seventh smaller than the usual level 3; beyond it takes twice the time for a few percent. */
    private static final int LEVEL = 5;

    private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(LEVEL);
    private byte[] scratch = new byte[1 << 16];

    @Override
    public BytesInput compress(BytesInput bytes) throws IOException {
        ByteBuffer plain = bytes.toByteBuffer(ParquetFile.ALLOCATOR, unused -> {});
        int bound = Math.toIntExact(Zstd.compressBound(plain.remaining()));
        if (scratch.length < bound) {
            scratch = new byte[bound];
        }
        int length = zstd.compressByteArray(
                scratch, 0, scratch.length, plain.array(), plain.arrayOffset() + plain.position(), plain.remaining());
        return BytesInput.from(Arrays.copyOf(scratch, length));
    }

    @Override
    public CompressionCodecName getCodecName() {
        return CompressionCodecName.ZSTD;
    }

    /** Nothing: it is used for many files and closed at the end. */
    @Override
    public void release() {}

    @Override
    public void close() {
        zstd.close();
    }
}
