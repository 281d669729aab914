package co.spkey.sdk.hubs;

import co.spkey.sdk.core.ResponseMetadata;
import co.spkey.sdk.hubs.benchmarks.DatabindCodec;
import co.spkey.sdk.hubs.benchmarks.Sample;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** How records are written and read, beside databind doing the same. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecPieces {

    private final ProvisionHubOperation operation = new ProvisionHubOperation();
    private final ProvisionHubRequest request =
            new ProvisionHubRequest(Sample.HUB_ID, Sample.SERIAL, Sample.MODEL, Sample.THING_NAME, Sample.VENDOR_NAME);
    private final DatabindCodec databind = new DatabindCodec();
    private final byte[] answer = Sample.answerBytes();
    private final ResponseMetadata metadata = new ResponseMetadata(201, "id", 1, Duration.ZERO, false, Map.of());

    @Benchmark
    public byte[] encode() {
        return operation.body(request);
    }

    @Benchmark
    public byte[] encodePlain() throws IOException {
        return databind.encode();
    }

    @Benchmark
    public ProvisionHubResponse decode() throws Exception {
        return new ProvisionHubReader(answer).read(metadata);
    }

    @Benchmark
    public Object decodePlain() throws IOException {
        return databind.decode(answer);
    }
}
