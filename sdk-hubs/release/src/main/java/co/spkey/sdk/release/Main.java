package co.spkey.sdk.release;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** The commands of a rehearsal: {@code key <folder>}, and {@code check <folder> <version> <public key>}. */
final class Main {

    private Main() {}

    /**
     * Runs one command. Exits with 1 if a staged release isn't ready, with 2 on arguments that it doesn't know.
     *
     * @param arguments the command and what it needs
     * @throws IOException if a file can't be read or written
     */
    public static void main(String[] arguments) throws IOException {
        int status = run(List.of(arguments), System.out);
        if (status != 0) {
            System.exit(status);
        }
    }

    static int run(List<String> arguments, PrintStream out) throws IOException {
        if (arguments.size() == 2 && arguments.get(0).equals("key")) {
            SigningKey.generate().writeTo(Path.of(arguments.get(1)));
            return 0;
        }
        if (arguments.size() == 4 && arguments.get(0).equals("check")) {
            return check(Path.of(arguments.get(1)), arguments.get(2), Path.of(arguments.get(3)), out);
        }
        out.println("usage: key <folder> | check <staged folder> <version> <public key>");
        return 2;
    }

    private static int check(Path folder, String version, Path publicKey, PrintStream out) throws IOException {
        StagedRelease release = StagedRelease.in(folder, version, publicKey);
        List<String> problems = release.problems();
        if (problems.isEmpty()) {
            out.println("Release " + version + " is complete: " + release.size()
                    + " files, each with checksums and a signature that fits.");
            return 0;
        }
        problems.forEach(out::println);
        out.println("Release " + version + " isn't ready: " + problems.size() + " problems.");
        return 1;
    }
}
