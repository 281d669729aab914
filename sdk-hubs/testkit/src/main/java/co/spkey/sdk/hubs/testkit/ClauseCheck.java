package co.spkey.sdk.hubs.testkit;

import java.io.IOException;

/** Finds out whether a provider keeps a clause. */
@FunctionalInterface
interface ClauseCheck {

    /**
     * Returns when the clause holds.
     *
     * @throws ClauseBroken if it doesn't
     * @throws ClauseNotTried if it turns out that it can't be told here
     * @throws IOException if there was no answer
     */
    void check(Provider provider) throws IOException, InterruptedException;
}
