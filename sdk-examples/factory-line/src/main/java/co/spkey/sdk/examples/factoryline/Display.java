package co.spkey.sdk.examples.factoryline;

/** Where the report is shown, and beside it how far the run has come. */
interface Display {

    /** Shows a line of the report. */
    void println(String line);

    /** Begins to show the progress of a run of so many hubs, or {@link Manifest#UNKNOWN}. */
    void begin(long hubs);

    /** One more is done. */
    void advance();

    /** Shows no progress any longer. */
    void end();
}
