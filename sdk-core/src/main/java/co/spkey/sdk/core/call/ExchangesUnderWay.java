package co.spkey.sdk.core.call;

import java.util.concurrent.atomic.AtomicInteger;

/** How many exchanges are under way, and whether the answers of all of them may be taken in where they are read. */
final class ExchangesUnderWay {

    /**
     * With more, the one thread that reads for all would hold up some while it takes in others. On two processors what it
     * handed over would wait as well, for a processor.
     */
    static final int FEW = Runtime.getRuntime().availableProcessors() > 2 ? 8 : 64;

    private final AtomicInteger load = new AtomicInteger();

    /**
     * One exchange. It counts as more than few, so that nothing is taken in where it is read, until it says otherwise, which
     * some never do; and none before its connection has come about: that may look up names, and runs a caller's trust and
     * key managers, or waits for them.
     */
    final class Exchange {

        private int weight = FEW + 1;

        private Exchange() {
            load.addAndGet(weight);
        }

        /** Its connection is there, and its answer may be taken in where it is read. */
        synchronized void answerInPlace() {
            if (weight > 0) {
                weigh(1);
            }
        }

        /** It is over; twice does nothing. */
        synchronized void end() {
            weigh(0);
        }

        private void weigh(int now) {
            load.addAndGet(now - weight);
            weight = now;
        }
    }

    /** An exchange begins, and must be ended. */
    Exchange begin() {
        return new Exchange();
    }

    /** Whether there are some, but few, each of which has said that its answer may be taken in where it is read. */
    boolean areFew() {
        int underWay = load.get();
        return underWay > 0 && underWay <= FEW;
    }
}
