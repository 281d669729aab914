package co.spkey.sdk.hubs.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From the start of a JVM to the end of its first call. */
final class ColdStart {

    private static final int ROUNDS_OF_EVERYBODY = 5;

    private final String url;
    private final Keys keys;
    private final Path work;

    ColdStart(String url, Keys keys, Path work) {
        this.url = url;
        this.keys = keys;
        this.work = work;
    }

    /** Milliseconds of each contestant, round by round, interleaved; those whose ratio doesn't decide have only a few. */
    Map<String, List<Double>> run(List<String> contestants, int rounds, boolean archived)
            throws IOException, InterruptedException {
        Map<String, List<Double>> times = new LinkedHashMap<>();
        for (int round = -1; round < rounds; round++) {
            for (String contestant : contestants) {
                if (round < 0) {
                    prepare(contestant, archived);
                } else if (round < ROUNDS_OF_EVERYBODY || Contestants.DECIDING_OVER_HTTP1.contains(contestant)) {
                    times.computeIfAbsent(contestant, unseen -> new ArrayList<>())
                            .add(millis(contestant, archived));
                }
            }
        }
        return times;
    }

    private void prepare(String contestant, boolean archived) throws IOException {
        if (archived) {
            Files.deleteIfExists(archive(contestant));
            try (Jvm jvm = start(contestant, List.of("-XX:ArchiveClassesAtExit=" + archive(contestant)), "archive")) {
                jvm.answer();
            }
        } else {
            millis(contestant, false); // The files come into the machine's cache.
        }
    }

    private Path archive(String contestant) {
        return work.resolve(contestant + ".jsa");
    }

    private double millis(String contestant, boolean archived) throws IOException {
        List<String> options = archived ? List.of("-XX:SharedArchiveFile=" + archive(contestant)) : List.of();
        long start = System.nanoTime();
        try (Jvm jvm = start(contestant, options, "halt")) {
            jvm.answer();
            return (System.nanoTime() - start) / 1e6;
        }
    }

    /** How many classes a contestant's first call takes, the JDK's included. */
    int classes(String contestant) throws IOException {
        try (Jvm jvm = start(contestant, List.of(), "classes")) {
            jvm.answer();
            return Integer.parseInt(jvm.answer());
        }
    }

    private Jvm start(String contestant, List<String> more, String mode) throws IOException {
        List<String> options = new ArrayList<>(more);
        options.add("-Xlog:cds=off");
        options.add("-Xlog:cds+dynamic=off");
        options.addAll(keys.ofClient());
        options.addAll(List.of("-cp", Jars.classPath(contestant), FirstCall.class.getName(), contestant, url, mode));
        return new Jvm(contestant, options);
    }
}
