package co.spkey.sdk.hubs.testkit.docs;

import co.spkey.sdk.hubs.testkit.docs.Snippets.Snippet;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a snippet as it stands and runs it against a server. What a reader takes for granted is there: imports, a client
 * {@code hubs}, a {@code request}, in the testkit a {@code server}. The only thing that is changed is where the API is, since tests stay on this machine.
 */
final class SnippetRun {

    private static final String CLASS = "SnippetOfTheDocs";

    private static final String FRAME = """
            import co.spkey.sdk.core.*;
            import co.spkey.sdk.core.credentials.*;
            import co.spkey.sdk.core.error.*;
            import co.spkey.sdk.core.observe.*;
            import co.spkey.sdk.core.retry.*;
            import co.spkey.sdk.hubs.*;
            import co.spkey.sdk.hubs.testkit.*;
            import java.net.*;
            import java.nio.file.*;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.*;
            import java.util.stream.*;
            import org.junit.jupiter.api.*;
            import org.junit.jupiter.api.extension.*;

            public final class SnippetOfTheDocs {
                static final ProvisionHubRequest request = ProvisionHubRequest.of("hub-0042", "SN-0042", "SPK-HUB-2");
                static final HubsClient hubs = HubsClient.builder()
                        .baseUrl(URI.create("BASE_URL"))
                        .credentials(CredentialsProvider.of(Credentials.apiKey("test-key")))
                        .build();
                static final ReferenceServer server = ReferenceServer.start();
                static final SecretStore secretStore = name -> "test-key";
                static final Path stateFolder = Path.of(URI.create("FOLDER"));

                interface SecretStore {
                    String read(String name);
                }

                public static void run() throws Exception {
                    try {
                        snippet();
                    } finally {
                        hubs.close();
                        server.close();
                    }
                }

                static void snippet() throws Exception {
            SNIPPET
                }
            }
            """;

    private final URI baseUrl;

    SnippetRun(URI baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** Runs it; returns what it threw, or null. */
    @Nullable
    Throwable run(Snippet snippet, Path folder) throws Exception {
        String here = ".baseUrl(java.net.URI.create(\"" + baseUrl + "\"))";
        String code = snippet.code().replace(".environment(Environment.STAGING)", here);
        Path source = folder.resolve(CLASS + ".java");
        String frame = FRAME.replace("BASE_URL", baseUrl.toString())
                .replace("FOLDER", folder.toUri().toString());
        Files.writeString(source, frame.replace("SNIPPET", code));
        compile(snippet, source, folder);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, SnippetRun.class.getClassLoader())) {
            loader.loadClass(CLASS).getMethod("run").invoke(null);
            return null;
        } catch (InvocationTargetException thrown) {
            return thrown.getCause();
        }
    }

    private static void compile(Snippet snippet, Path source, Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            messages,
                            files,
                            null,
                            List.of("-proc:none", "-d", folder.toString()),
                            null,
                            files.getJavaFileObjects(source))
                    .call();
            Assertions.assertThat(compiled)
                    .as("%s compiles:%n%s", snippet.place(), messages)
                    .isTrue();
        }
    }
}
