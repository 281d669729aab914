package co.spkey.sdk.published;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.GenericDeclaration;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Types as text that says what may be null, the same on every JDK. */
final class TypeText {

    private TypeText() {}

    static String of(AnnotatedType type) {
        String nullable = type.isAnnotationPresent(Nullable.class) ? "@Nullable " : "";
        if (type instanceof AnnotatedParameterizedType parameterized) {
            Class<?> raw = (Class<?>) ((ParameterizedType) type.getType()).getRawType();
            return nullable
                    + raw.getName()
                    + Arrays.stream(parameterized.getAnnotatedActualTypeArguments())
                            .map(TypeText::of)
                            .collect(Collectors.joining(", ", "<", ">"));
        }
        if (type instanceof AnnotatedArrayType array) {
            return of(array.getAnnotatedGenericComponentType()) + (nullable.isEmpty() ? "[]" : " @Nullable []");
        }
        if (type instanceof AnnotatedWildcardType wildcard) {
            return "?"
                    + bounds(" super ", Arrays.stream(wildcard.getAnnotatedLowerBounds()))
                    + bounds(" extends ", Arrays.stream(wildcard.getAnnotatedUpperBounds()));
        }
        return nullable + type.getType().getTypeName();
    }

    static String variables(GenericDeclaration declaration) {
        TypeVariable<?>[] variables = declaration.getTypeParameters();
        return variables.length == 0
                ? ""
                : Arrays.stream(variables)
                        .map(variable ->
                                variable.getName() + bounds(" extends ", Arrays.stream(variable.getAnnotatedBounds())))
                        .collect(Collectors.joining(", ", "<", ">"));
    }

    private static String bounds(String word, Stream<AnnotatedType> bounds) {
        String text = bounds.map(TypeText::of)
                .filter(bound -> !bound.equals("java.lang.Object"))
                .collect(Collectors.joining(" & "));
        return text.isEmpty() ? "" : word + text;
    }
}
