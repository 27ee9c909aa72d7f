package org.healthwarehouse.system;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Something of which single methods are replaced, whatever others it has: for planting bugs. */
final class Replaced {
    private Replaced() {}

    /** What happens instead of a call. */
    @FunctionalInterface
    interface Call {
        Object answer(String method, Object[] arguments, Original original) throws Throwable;
    }

    /** The call as it would have been, with other arguments if need be. */
    @FunctionalInterface
    interface Original {
        Object call(Object... arguments) throws Throwable;
    }

    static <T> T of(Class<T> type, T target, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.answer(
                        method.getName(),
                        arguments == null ? new Object[0] : arguments,
                        others -> invoke(target, method, others))));
    }

    private static Object invoke(Object target, Method method, Object... arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
