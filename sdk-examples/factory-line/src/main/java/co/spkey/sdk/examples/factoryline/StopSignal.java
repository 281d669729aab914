package co.spkey.sdk.examples.factoryline;

/** Lets work be stopped from outside (Ctrl-C, SIGTERM). */
final class StopSignal {

    private StopSignal() {}

    /** Does the work; if the program is told to end before it is done, {@code whenStopped} runs beside it, and then all ends. */
    static void during(Runnable work, Runnable whenStopped) {
        Thread hook = new Thread(whenStopped, "stop-signal");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            work.run();
        } finally {
            remove(hook);
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // Then it is running, and this thread's time is over as well.
        }
    }
}
