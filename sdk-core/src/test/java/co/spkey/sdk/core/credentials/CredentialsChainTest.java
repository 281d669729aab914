package co.spkey.sdk.core.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import co.spkey.sdk.core.error.CredentialsException;
import co.spkey.sdk.core.error.ErrorDetails;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CredentialsChainTest {

    private static final Credentials KEY = Credentials.apiKey("key");

    @TempDir
    private Path folder;

    private static CredentialsProvider failing(String why) {
        return () -> {
            throw new CredentialsException(ErrorDetails.builder(why).build());
        };
    }

    @ParameterizedTest
    @EnumSource
    void takesTheFirstAnswerAndAsksNobodyAfterIt(Ask ask) {
        List<String> asked = new ArrayList<>();
        CredentialsProvider chain = CredentialsProvider.chain(failing("nothing here"), () -> KEY, () -> {
            asked.add("third");
            return Credentials.apiKey("other");
        });

        assertThat(ask.of(chain)).isEqualTo(KEY);
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void takesNobodyElsesWhereAPlaceHoldsAValueThatCannotBeUsed(Ask ask) throws IOException {
        Path file = Files.writeString(folder.resolve("credentials"), "apiKey=hush\\nhush\n");
        for (CredentialsProvider place : List.of(
                NamedValueCredentials.environment(Map.of("SPKEY_API_KEY", "hush\nhush")::get),
                NamedValueCredentials.environment(
                        Map.of("SPKEY_API_KEY", "hush\nhush", "SPKEY_BEARER_TOKEN", "token")::get),
                CredentialsProvider.fromFile(file))) {
            CredentialsProvider chain = CredentialsProvider.chain(failing("nothing here"), place, () -> KEY);

            assertThatThrownBy(() -> ask.of(chain))
                    .isInstanceOf(CredentialsException.class)
                    .hasMessageStartingWith(
                            "no credentials found; 1. nothing here; 2. " + place + ": the API key holds")
                    .hasMessageNotContaining("hush")
                    .hasMessageNotContaining("3.");
            assertThatThrownBy(() -> ask.of(CredentialsProvider.chain(chain, () -> KEY)))
                    .isInstanceOf(CredentialsException.class)
                    .hasMessageNotContaining("hush");
        }
    }

    @ParameterizedTest
    @EnumSource
    void goesOnAfterACheckedExceptionAsOtherLanguagesThrowIt(Ask ask) {
        CredentialsProvider chain = CredentialsProvider.chain(
                () -> {
                    sneak(new IOException("the vault is closed"));
                    return KEY;
                },
                () -> KEY);

        assertThat(ask.of(chain)).isEqualTo(KEY);
    }

    @Test
    void endsAlsoWhenALaterProviderThrowsAnError() {
        CompletableFuture<Credentials> never = new CompletableFuture<>();
        CredentialsProvider first = new CredentialsProvider() {
            @Override
            public Credentials credentials() {
                throw new AssertionError("not asked");
            }

            @Override
            public CompletionStage<Credentials> credentialsAsync(Executor executor) {
                return never;
            }
        };
        CredentialsProvider second = new CredentialsProvider() {
            @Override
            public Credentials credentials() {
                throw new AssertionError("not asked");
            }

            @Override
            public CompletionStage<Credentials> credentialsAsync(Executor executor) {
                throw new NoClassDefFoundError("gone");
            }
        };
        CompletableFuture<Credentials> asked = CredentialsProvider.chain(first, second)
                .credentialsAsync(Runnable::run)
                .toCompletableFuture();
        never.completeExceptionally(new IllegalStateException("nothing here"));

        assertThat(asked).isCompletedExceptionally();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }

    @ParameterizedTest
    @EnumSource
    void namesEachSourceAndWhyWhenThereIsNothing(Ask ask) {
        CredentialsProvider chain =
                CredentialsProvider.chain(failing("vault: sealed"), failing("file /x: no such file"));

        CredentialsException failure = catchThrowableOfType(CredentialsException.class, () -> ask.of(chain));

        assertThat(failure).hasMessage("no credentials found; 1. vault: sealed; 2. file /x: no such file");
        assertThat(failure.getSuppressed()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void doesNotRepeatWhatAForeignExceptionSays(Ask ask) {
        CredentialsProvider chain = CredentialsProvider.chain(() -> {
            throw new IllegalStateException("login with hush-hush failed");
        });

        assertThatThrownBy(() -> ask.of(chain))
                .isInstanceOf(CredentialsException.class)
                .hasMessage("no credentials found; 1. java.lang.IllegalStateException");
    }

    @ParameterizedTest
    @EnumSource
    @SuppressWarnings("NullAway") // Breaking the rules is the point.
    void goesOnAfterAProviderThatBreaksTheRules(Ask ask) {
        CredentialsProvider nullValue = () -> null;
        CredentialsProvider nullStage = new Broken() {
            @Override
            public CompletionStage<Credentials> credentialsAsync(Executor executor) {
                return null;
            }
        };
        CredentialsProvider throwing = new Broken() {
            @Override
            public CompletionStage<Credentials> credentialsAsync(Executor executor) {
                throw new IllegalStateException("not today");
            }
        };
        // The second of two is asked in the first one's completion, where a thrown exception would get lost.
        CredentialsProvider chain = CredentialsProvider.chain(
                nullValue, failing("nothing"), nullStage, failing("nothing"), throwing, () -> KEY);

        assertThat(ask.of(chain)).isEqualTo(KEY);
    }

    private abstract static class Broken implements CredentialsProvider {
        @Override
        public Credentials credentials() {
            throw new IllegalStateException("blocking is broken too");
        }
    }

    @Test
    void passesACancellationOnToWhomItIsAsking() {
        CompletableFuture<Credentials> pending = new CompletableFuture<>();
        CredentialsProvider slow = new Broken() {
            @Override
            public CompletionStage<Credentials> credentialsAsync(Executor executor) {
                return pending;
            }
        };
        List<String> asked = new ArrayList<>();
        CredentialsProvider next = () -> {
            asked.add("next");
            return KEY;
        };

        CompletableFuture<Credentials> answer = CredentialsProvider.chain(slow, next)
                .credentialsAsync(Runnable::run)
                .toCompletableFuture();
        answer.cancel(true);

        assertThat(pending).isCancelled();
        assertThat(asked).isEmpty();
    }

    @Test
    void tellsAllOfARejectionThoughOneOfThemFails() {
        List<Credentials> told = new ArrayList<>();
        CredentialsProvider failing = new Broken() {
            @Override
            public void rejected(Credentials rejected) {
                throw new IllegalStateException("no");
            }
        };
        CredentialsProvider listening = new Broken() {
            @Override
            public void rejected(Credentials rejected) {
                told.add(rejected);
            }
        };

        CredentialsProvider.chain(failing, listening).rejected(KEY);

        assertThat(told).containsExactly(KEY);
    }

    @Test
    void needsAtLeastOneProvider() {
        assertThatIllegalArgumentException()
                .isThrownBy(CredentialsProvider::chain)
                .withMessageContaining("at least one");
    }

    @Test
    void ofDefaultsNamesItsThreePlacesInTheDocumentedOrder() {
        CredentialsProvider chain = CredentialsProvider.defaultChain();

        assertThat(chain.toString())
                .matches("chain \\[system properties, environment variables, file .*\\.spkey.credentials]");
    }
}
