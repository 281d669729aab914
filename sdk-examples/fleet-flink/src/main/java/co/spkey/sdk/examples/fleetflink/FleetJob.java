package co.spkey.sdk.examples.fleetflink;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.enumerate.NonSplittingRecursiveEnumerator;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/**
 * The job: parts → each hub once → provisioned → results and failures. The operators have fixed ids, so that a savepoint of one
 * version can be resumed by the next.
 */
final class FleetJob {

    /** No limit of the engine's own: each call has one, and an outage too. */
    private static final long NO_TIMEOUT = 0;

    private FleetJob() {}

    /**
     * Sets what the job relies on: checkpoints that overtake what is queued, since an outage leaves nothing else to wait for, and
     * that stay when the job is cancelled or fails, to resume from. One that fails is no reason to restart: while the last hubs
     * are sent, after the end of the input, none succeeds, and with a low rate that takes longer than a checkpoint may.
     */
    static void configure(StreamExecutionEnvironment engine, Duration checkpointEvery) {
        Configuration settings = new Configuration();
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointEvery);
        settings.set(CheckpointingOptions.ENABLE_UNALIGNED, true);
        settings.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        settings.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        // Whatever travels has a serialiser of Flink's own, whose format outlives a version of the job.
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        engine.configure(settings);
    }

    /**
     * Lays the job out.
     *
     * @param input a folder of manifest parts, read with its subfolders
     * @param output where the folders {@code results} and {@code failures} go
     */
    static void layOut(StreamExecutionEnvironment engine, Path input, Path output, FleetSettings settings) {
        FileSource<PartLine> parts = FileSource.forBulkFileFormat(new PartFormat(input), input)
                .setFileEnumerator(NonSplittingRecursiveEnumerator::new)
                .build();
        SingleOutputStreamOperator<PartLine> firsts = engine.fromSource(
                        parts, WatermarkStrategy.noWatermarks(), "manifest parts")
                .uid("parts")
                .keyBy(PartLine::hubId)
                .process(new FirstOfEachHub(settings.dedupe()))
                .uid("first-of-each-hub")
                .name("first of each hub");
        DataStream<HubOutcome> outcomes = AsyncDataStream.unorderedWait(
                        firsts,
                        new ProvisionFunction(settings),
                        NO_TIMEOUT,
                        TimeUnit.MILLISECONDS,
                        ProvisionFunction.capacity(settings))
                .uid("provision")
                .name("provision")
                .union(firsts.getSideOutput(FirstOfEachHub.SETTLED));
        outcomes.filter(outcome -> !outcome.failed())
                .uid("provisioned")
                .sinkTo(files(new Path(output, "results"), "results"))
                .uid("results")
                .name("results");
        outcomes.filter(HubOutcome::failed)
                .uid("not-provisioned")
                .sinkTo(files(new Path(output, "failures"), "failures"))
                .uid("failures")
                .name("failures");
    }

    /** Files appear with the checkpoint that makes them final, whole and once; until then their names begin with a dot. */
    private static FileSink<HubOutcome> files(Path folder, String prefix) {
        return FileSink.forRowFormat(folder, new OutcomeLine())
                .withBucketAssigner(new BasePathBucketAssigner<>())
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .withOutputFileConfig(OutputFileConfig.builder()
                        .withPartPrefix(prefix)
                        .withPartSuffix(".jsonl")
                        .build())
                .build();
    }
}
