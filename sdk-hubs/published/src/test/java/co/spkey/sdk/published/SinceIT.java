package co.spkey.sdk.published;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.SinceTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SinceIT {

    @ParameterizedTest
    @MethodSource("co.spkey.sdk.published.PublishedJar#all")
    void everyPublicTypeSaysSinceWhichVersionThereIsOne(PublishedJar jar) throws IOException {
        List<String> without = new ArrayList<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources(jar)));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new PublicTypes(docs, without).scan(unit, null);
            }
        }

        assertThat(without)
                .as("public types without @since <major>.<minor> in their javadoc")
                .isEmpty();
    }

    private static List<Path> sources(PublishedJar jar) throws IOException {
        Set<String> exported = jar.exportedPackages();
        Path folder = jar.sourceFolder();
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .filter(file -> exported.contains(folder.relativize(file.resolveSibling(""))
                            .toString()
                            .replaceAll("[/\\\\]", ".")))
                    .toList();
            assertThat(sources).isNotEmpty();
            return sources;
        }
    }

    /** Notes each type that other code can name and that lacks the tag. */
    private static final class PublicTypes extends TreePathScanner<@Nullable Void, @Nullable Void> {

        private final DocTrees docs;
        private final List<String> without;

        PublicTypes(DocTrees docs, List<String> without) {
            this.docs = docs;
            this.without = without;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            if (!isPublic(type)) {
                return null;
            }
            if (!hasSince(docs.getDocCommentTree(getCurrentPath()))) {
                without.add(type.getSimpleName().toString());
            }
            return super.visitClass(type, null);
        }

        private boolean isPublic(ClassTree type) {
            TreePath parent = getCurrentPath().getParentPath();
            boolean inInterface = parent.getLeaf() instanceof ClassTree outer
                    && switch (outer.getKind()) {
                        case INTERFACE, ANNOTATION_TYPE -> true;
                        default -> false;
                    };
            Set<Modifier> modifiers = type.getModifiers().getFlags();
            return inInterface || modifiers.contains(Modifier.PUBLIC) || modifiers.contains(Modifier.PROTECTED);
        }

        private static boolean hasSince(@Nullable DocCommentTree comment) {
            return comment != null
                    && comment.getBlockTags().stream()
                            .anyMatch(tag -> tag instanceof SinceTree since
                                    && since.getBody().toString().matches("\\d+\\.\\d+"));
        }
    }
}
