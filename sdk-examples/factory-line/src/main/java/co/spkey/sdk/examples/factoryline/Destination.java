package co.spkey.sdk.examples.factoryline;

import co.spkey.sdk.hubs.HubsClient;
import java.util.List;

/** Where the hubs are provisioned, and what has to be said about it. */
interface Destination extends AutoCloseable {

    HubsClient hubs();

    /** What is said before the first hub, line by line. */
    List<String> opening(Manifest manifest);

    /** What is said after the last hub, line by line. */
    List<String> closing();

    @Override
    void close();
}
