package co.spkey.sdk.examples.fleetflink;

import java.io.Serial;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * Provisions hubs with the task manager's client.
 *
 * <p>Flink keeps every hub that is here in its checkpoints and hands it over again after a restart. A full queue of Flink's own
 * would hold up checkpoints for as long as an outage lasts, since a subtask that waits for room takes no checkpoint. So the
 * waiting is done here: until the next hub is done, but not for long, and during an outage for no longer than a moment; then one
 * hub more is taken in. An outage of ten minutes is six thousand hubs a subtask, which is what {@link #capacity} allows for. More than has
 * to be isn't taken in, since no checkpoint is taken either while the last hubs are sent, after the end of the input.
 */
final class ProvisionFunction extends RichAsyncFunction<PartLine, HubOutcome> implements CheckpointedFunction {

    /** Hubs that wait behind each one in flight, so that a subtask always has its next one at hand. */
    private static final int WAITING_FOR_EACH = 2;

    @Serial
    private static final long serialVersionUID = 1L;

    private final FleetSettings settings;
    private final AtomicInteger pending = new AtomicInteger();

    @SuppressWarnings("NullAway.Init") // initializeState() comes first
    private transient ListState<Integer> pendingBefore;

    @SuppressWarnings("NullAway.Init") // open() comes first
    private transient PacedCalls calls;

    @SuppressWarnings("NullAway.Init") // open() comes first
    private transient SharedClient.Lease client;

    @SuppressWarnings("NullAway.Init") // open() comes first
    private transient Room room;

    private transient boolean restarted;
    private transient int replays;

    ProvisionFunction(FleetSettings settings) {
        this.settings = settings;
    }

    /** How many hubs a subtask may hold: those in flight, those that wait, and one for each moment of an outage. */
    static int capacity(FleetSettings settings) {
        long moments = settings.giveUpAfter().plus(settings.giveUpAfter()).dividedBy(Room.MOMENT);
        return (int) (enough(settings) + Math.max(1_000, moments));
    }

    private static int enough(FleetSettings settings) {
        return settings.concurrency() * (1 + WAITING_FOR_EACH);
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        pendingBefore =
                context.getOperatorStateStore().getListState(new ListStateDescriptor<>("pending", Integer.class));
        restarted = context.isRestored();
        for (int count : pendingBefore.get()) {
            replays += count;
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        pendingBefore.update(List.of(pending.get()));
    }

    @Override
    public void open(OpenContext context) {
        TaskInfo task = getRuntimeContext().getTaskInfo();
        restarted |= task.getAttemptNumber() > 0;
        calls = new PacedCalls(
                settings, task.getNumberOfParallelSubtasks(), "fleet-calls-" + (task.getIndexOfThisSubtask() + 1));
        room = new Room(enough(settings), calls::isPaused);
        client = lease(new FleetMetrics(getRuntimeContext().getMetricGroup(), calls));
        calls.start(client.hubs());
    }

    /** A restart would find the settings and the worker's environment as they are. */
    private SharedClient.Lease lease(FleetMetrics metrics) {
        try {
            return SharedClient.lease(settings, metrics, calls);
        } catch (IllegalArgumentException | IllegalStateException unusable) {
            throw new SuppressRestartsException(unusable);
        }
    }

    @Override
    public void asyncInvoke(PartLine line, ResultFuture<HubOutcome> result) throws InterruptedException {
        boolean hasRoom = replays > 0 ? room.take() : room.await();
        replays = Math.max(0, replays - 1);
        pending.incrementAndGet();
        calls.submit(new PendingHub(line, restarted, result, () -> {
            pending.decrementAndGet();
            if (hasRoom) {
                room.giveBack();
            }
        }));
    }

    @Override
    public void close() {
        // Flink closes what it couldn't open, too.
        if (calls != null) {
            calls.close();
        }
        if (client != null) {
            client.close();
        }
    }
}
