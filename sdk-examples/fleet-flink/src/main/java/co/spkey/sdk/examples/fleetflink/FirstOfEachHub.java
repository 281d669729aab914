package co.spkey.sdk.examples.fleetflink;

import java.io.IOException;
import java.io.Serial;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Lets each hub through once, whichever plant's part it comes from. What isn't sent leaves by {@link #SETTLED}: a line that is no
 * hub, one that says the same again, and one that says otherwise than the one that came first.
 */
final class FirstOfEachHub extends KeyedProcessFunction<String, PartLine, PartLine> {

    static final OutputTag<HubOutcome> SETTLED = new OutputTag<>("settled", TypeInformation.of(HubOutcome.class));

    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean dedupe;

    @SuppressWarnings("NullAway.Init") // open() comes first
    private transient ValueState<FirstLine> first;

    /**
     * Makes one.
     *
     * @param dedupe false to let every hub through, without state
     */
    FirstOfEachHub(boolean dedupe) {
        this.dedupe = dedupe;
    }

    @Override
    public void open(OpenContext context) {
        first = getRuntimeContext().getState(new ValueStateDescriptor<>("first-line", FirstLine.class));
    }

    @Override
    public void processElement(PartLine line, Context context, Collector<PartLine> unsent) throws IOException {
        if (line.problem() != null) {
            context.output(SETTLED, HubOutcome.badLine(line));
            return;
        }
        FirstLine known = dedupe ? first.value() : null;
        if (known == null) {
            if (dedupe) {
                first.update(new FirstLine(line.place(), line.fingerprint()));
            }
            unsent.collect(line);
        } else if (known.fingerprint() == line.fingerprint()) {
            context.output(SETTLED, HubOutcome.duplicate(line, known.place()));
        } else {
            context.output(SETTLED, HubOutcome.conflict(line, known.place()));
        }
    }
}
