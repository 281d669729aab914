package co.spkey.sdk.hubs.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The JVM of the stub server. */
final class Stub implements AutoCloseable {

    private final Jvm jvm;
    private final String[] ports;

    Stub(Keys keys) throws IOException {
        List<String> options =
                new ArrayList<>(List.of("-Xmx256m", Jvm.CALLERS_WAIT_FOR_COMPILER, "-cp", Jars.classPath("a")));
        options.addAll(keys.ofServer());
        options.add(StubServer.class.getName());
        jvm = new Jvm("the stub server", options);
        ports = jvm.answer().split(" ", -1);
    }

    String cleartext() {
        return "http://localhost:" + ports[0];
    }

    String tls() {
        return "https://localhost:" + ports[1];
    }

    String slowCleartext() {
        return "http://localhost:" + ports[2];
    }

    String slowTls() {
        return "https://localhost:" + ports[3];
    }

    @Override
    public void close() {
        jvm.close();
    }
}
