package co.spkey.sdk.examples.factoryline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {

    private static final String TWO_HUBS = "hubId,serial,model\nh-1,S,M\nh-2,S,M\n";

    @TempDir
    private Path folder;

    @Test
    void aFilesLinesAreCountedIfTheyAreFew() throws IOException {
        Manifest manifest = Manifest.file(Files.writeString(folder.resolve("line.csv"), TWO_HUBS));

        assertThat(manifest.bytes()).isEqualTo(TWO_HUBS.length());
        assertThat(manifest.countUpTo(2)).isEqualTo(2);
        assertThat(manifest.countUpTo(1)).isEqualTo(Manifest.UNKNOWN);
    }

    @Test
    void belowDevNothingIsReadBeforehandThoughItLooksLikeAFile() throws IOException {
        Path memory = Path.of("/dev/shm");
        assumeTrue(Files.isWritable(memory), "needs a file system below /dev");
        Path file = Files.createTempFile(memory, "line", ".csv");
        try {
            Manifest manifest = Manifest.file(Files.writeString(file, TWO_HUBS));

            assertThat(manifest.bytes()).isEqualTo(Manifest.UNKNOWN);
            assertThat(manifest.countUpTo(2)).isEqualTo(Manifest.UNKNOWN);
        } finally {
            Files.delete(file);
        }
    }
}
