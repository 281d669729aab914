package co.spkey.sdk.hubs.testkit.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** How a command line ended, and what it printed. */
record Ended(int code, String out, String err) {

    static Ended run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Ended(code, out.toString(), err.toString());
    }
}
