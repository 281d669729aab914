package co.spkey.sdk.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The rooms of this module and which of them may know which. */
@AnalyzeClasses(packages = "co.spkey.sdk.core", importOptions = DoNotIncludeTests.class)
class PackagesTest {

    @ArchTest
    static final ArchRule nothingKnowsTheEngine = noClasses()
            .that()
            .resideOutsideOfPackage("co.spkey.sdk.core.call")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("co.spkey.sdk.core.call");

    @ArchTest
    static final ArchRule errorsKnowNobody = noClasses()
            .that()
            .resideInAPackage("co.spkey.sdk.core.error")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "co.spkey.sdk.core.call",
                    "co.spkey.sdk.core.credentials",
                    "co.spkey.sdk.core.observe",
                    "co.spkey.sdk.core.retry");

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("co.spkey.sdk.core.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheEngineKnowsJacksonAndResilience4j = noClasses()
            .that()
            .resideOutsideOfPackages("co.spkey.sdk.core.call", "co.spkey.sdk.core.credentials")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml..", "io.github.resilience4j..");

    @ArchTest
    static final ArchRule nobodyUsesTheCommonPool = noClasses()
            .should()
            .callMethodWhere(describe(
                    "a stage continues without a named executor",
                    call -> call.getTarget().getOwner().isAssignableTo(CompletionStage.class)
                            && call.getTarget().getName().endsWith("Async")
                            && call.getTarget().getRawParameterTypes().stream()
                                    .noneMatch(parameter -> parameter.isEquivalentTo(Executor.class))));

    @ArchTest
    static final ArchRule exceptionsArePublicAndInTheirOwnRoom = classes()
            .that()
            .areAssignableTo("co.spkey.sdk.core.error.SpkeyException")
            .should()
            .resideInAPackage("co.spkey.sdk.core.error")
            .andShould()
            .bePublic();
}
