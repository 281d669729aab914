package co.spkey.sdk.examples.factoryline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MainTest {

    private final StringWriter err = new StringWriter();

    private int exitCode(Throwable failure) {
        return Main.run(new CommandLine(new Broken(failure)).setErr(new PrintWriter(err, true)));
    }

    @Test
    void anExceptionThatNobodyForesawIsNoRunThatCameToItsEnd() {
        assertThat(exitCode(new IllegalStateException("no such state"))).isEqualTo(3);
        assertThat(err.toString()).contains("broken: no such state", "java.lang.IllegalStateException");
    }

    @Test
    void anErrorIsNoneEither() {
        assertThat(exitCode(new OutOfMemoryError("no such room"))).isEqualTo(3);
        assertThat(err.toString()).contains("broken: no such room", "java.lang.OutOfMemoryError");
    }

    @Test
    void whatTheUserCanChangeIsSaidWithoutAStackTrace() {
        assertThat(exitCode(new CannotStartException("there is no file line.csv")))
                .isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly("broken: there is no file line.csv", "See broken --help");
    }

    @Command(name = "broken")
    private static final class Broken implements Callable<Integer> {

        private final Throwable failure;

        private Broken(Throwable failure) {
            this.failure = failure;
        }

        @Override
        public Integer call() throws Exception {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (Exception) failure;
        }
    }
}
