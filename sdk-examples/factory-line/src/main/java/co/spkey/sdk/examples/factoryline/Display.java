package co.spkey.sdk.examples.factoryline;

/** Where the report is shown, and beside it how far the run has come. Thread-safe. */
interface Display {

    /** Shows a line of the report. */
    void println(String line);

    /** Shows a line that matters while the run is under way and isn't part of the report. */
    void notice(String line);

    /** Begins to show the progress. */
    void begin(Progress ofWhat);

    /** The progress has changed. */
    void advance();

    /** Shows no progress any longer. */
    void end();
}
