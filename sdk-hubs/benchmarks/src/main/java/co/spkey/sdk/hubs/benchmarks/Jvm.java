package co.spkey.sdk.hubs.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another JVM, which answers a line for each line it is sent and ends with its input. */
final class Jvm implements AutoCloseable {

    /**
     * Has callers wait for the compiler. It has ten seconds' work with each contestant and gets little of a processor that so many
     * callers want: beside them a call takes half a minute to come from 400 microseconds down to 80.
     */
    static final String CALLERS_WAIT_FOR_COMPILER = "-XX:-BackgroundCompilation";

    /** What a JVM has to say of itself, the start of a flight recording for example. */
    private static final String LOGGED = "[";

    private final Process process;
    private final PrintWriter orders;
    private final BufferedReader answers;
    private final String name;

    /** Starts this JVM's kind with other options, the main class and its arguments. */
    Jvm(String name, List<String> optionsAndMain) throws IOException {
        this.name = name;
        process = new ProcessBuilder(command(optionsAndMain))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        orders = new PrintWriter(process.getOutputStream(), true, UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    static List<String> command(List<String> optionsAndMain) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(optionsAndMain);
        return command;
    }

    String ask(String order) throws IOException {
        orders.println(order);
        return answer();
    }

    String answer() throws IOException {
        String line = answers.readLine();
        while (line != null && line.startsWith(LOGGED)) {
            line = answers.readLine();
        }
        if (line == null) {
            throw new IllegalStateException(name + " has ended; see above");
        }
        return line;
    }

    @Override
    public void close() {
        orders.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopWaiting) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
