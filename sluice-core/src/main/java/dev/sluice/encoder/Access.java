package dev.sluice.encoder;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;

/// Finds constructors and methods of a program's class: all of them where its package is open to us, else the public
/// ones of a public class in an exported package.
final class Access {

    private final Class<?> type;
    private final MethodHandles.Lookup lookup;

    private Access(Class<?> type, MethodHandles.Lookup lookup) {
        this.type = type;
        this.lookup = lookup;
    }

    static Access to(Class<?> type) {
        Access.class.getModule().addReads(type.getModule());
        try {
            return new Access(type, MethodHandles.privateLookupIn(type, MethodHandles.lookup()));
        } catch (IllegalAccessException e) {
            return new Access(type, MethodHandles.publicLookup());
        }
    }

    MethodHandle constructor(Class<?>... parameters) {
        try {
            return lookup.findConstructor(type, MethodType.methodType(void.class, parameters));
        } catch (NoSuchMethodException e) {
            throw ErrorCondition.NO_CONSTRUCTOR
                    .error()
                    .with("class", type.getName())
                    .cause(e)
                    .build();
        } catch (IllegalAccessException e) {
            throw closed(e);
        }
    }

    MethodHandle constructor(Constructor<?> constructor) {
        try {
            return lookup.unreflectConstructor(constructor);
        } catch (IllegalAccessException e) {
            throw closed(e);
        }
    }

    MethodHandle method(Method method) {
        try {
            return lookup.unreflect(method);
        } catch (IllegalAccessException e) {
            throw closed(e);
        }
    }

    private SluiceException closed(IllegalAccessException cause) {
        Module module = type.getModule();
        String help = module.isNamed()
                ? "Write `opens " + type.getPackageName() + " to dev.sluice.core;` in the module-info of "
                        + module.getName() + ", or make the class public and export its package."
                : "Make the class public.";
        return ErrorCondition.CLASS_NOT_ACCESSIBLE
                .error()
                .with("class", type.getName())
                .hint(help)
                .cause(cause)
                .build();
    }
}
