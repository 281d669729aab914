package co.spkey.sdk.hubs.benchmarks;

import java.lang.management.ManagementFactory;

/** A program that makes one call: prints a line as soon as it is done, then how many classes it took. */
final class FirstCall {

    private FirstCall() {}

    public static void main(String... args) throws Exception {
        Contestant contestant = Contestants.make(args[0], args[1]);
        contestant.call();
        System.out.println("done");
        if (args[2].equals("classes")) {
            System.out.println(ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount());
        } else if (args[2].equals("archive")) {
            System.exit(0); // In order, for only then the JVM writes the archive.
        }
        Runtime.getRuntime().halt(0);
    }
}
