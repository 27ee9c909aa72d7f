package org.healthwarehouse.system;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Collects the names of public types, methods, constructors and fields that have no comment, in the order of the
 * source. What overrides may inherit its comment; components of records are told in their record's.
 */
final class Uncommented extends TreePathScanner<@Nullable Void, Boolean> {
    private final DocTrees docs;
    private final Deque<String> types = new ArrayDeque<>();
    private final List<String> names = new ArrayList<>();
    private int seen;

    Uncommented(JavacTask task) {
        docs = DocTrees.instance(task);
    }

    List<String> names() {
        return List.copyOf(names);
    }

    int seen() {
        return seen;
    }

    /** The second argument: whether members without a modifier are public, as they are in an interface. */
    @Override
    public @Nullable Void visitClass(ClassTree type, Boolean inInterface) {
        if (isPublic(type.getModifiers(), inInterface)) {
            types.addLast(type.getSimpleName().toString());
            look(String.join(".", types));
            boolean isInterface = type.getKind() == Tree.Kind.INTERFACE || type.getKind() == Tree.Kind.ANNOTATION_TYPE;
            for (Tree member : type.getMembers()) {
                scan(member, isInterface);
            }
            types.removeLast();
        }
        return null;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, Boolean inInterface) {
        boolean overrides = method.getModifiers().getAnnotations().stream()
                .anyMatch(one -> one.getAnnotationType().toString().equals("Override"));
        if (isPublic(method.getModifiers(), inInterface) && !overrides && !isGenerated()) {
            look(String.join(".", types) + "." + method.getName());
        }
        return null;
    }

    @Override
    public @Nullable Void visitVariable(VariableTree field, Boolean inInterface) {
        if (isPublic(field.getModifiers(), inInterface) && !isGenerated()) {
            look(String.join(".", types) + "." + field.getName());
        }
        return null;
    }

    private static boolean isPublic(ModifiersTree modifiers, boolean inInterface) {
        return modifiers.getFlags().contains(Modifier.PUBLIC)
                || modifiers.getFlags().contains(Modifier.PROTECTED)
                || (inInterface && !modifiers.getFlags().contains(Modifier.PRIVATE));
    }

    /** Whether the compiler made it up, as it does with constructors. */
    private boolean isGenerated() {
        CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
        return docs.getSourcePositions().getEndPosition(unit, getCurrentPath().getLeaf()) < 0;
    }

    private void look(String name) {
        seen++;
        TreePath path = getCurrentPath();
        if (docs.getDocComment(path) == null) {
            names.add(name);
        }
    }
}
