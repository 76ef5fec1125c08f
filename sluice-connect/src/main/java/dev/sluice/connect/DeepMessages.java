package dev.sluice.connect;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoUtils;
import java.util.ArrayList;
import java.util.List;

/// Lets messages be nested as deep as Spark does (`spark.connect.grpc.marshallerRecursionLimit`): a plan of fifty steps
/// is a hundred messages deep, where protobuf stops by itself.
final class DeepMessages {

    static final int DEEPEST = 1024;

    private DeepMessages() {}

    static ServerServiceDefinition allow(ServerServiceDefinition service) {
        List<ServerMethodDefinition<?, ?>> methods = new ArrayList<>();
        service.getMethods().forEach(method -> methods.add(deep(method)));
        var descriptor = ServiceDescriptor.newBuilder(
                        service.getServiceDescriptor().getName())
                .setSchemaDescriptor(service.getServiceDescriptor().getSchemaDescriptor());
        methods.forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
        var made = ServerServiceDefinition.builder(descriptor.build());
        methods.forEach(made::addMethod);
        return made.build();
    }

    @SuppressWarnings("unchecked") // a request's prototype is one
    private static <Q, A> ServerMethodDefinition<Q, A> deep(ServerMethodDefinition<Q, A> method) {
        MethodDescriptor<Q, A> known = method.getMethodDescriptor();
        var prototype = (Message) ((PrototypeMarshaller<Q>) known.getRequestMarshaller()).getMessagePrototype();
        var marshaller = (MethodDescriptor.Marshaller<Q>) ProtoUtils.marshallerWithRecursionLimit(prototype, DEEPEST);
        return ServerMethodDefinition.create(
                known.toBuilder(marshaller, known.getResponseMarshaller()).build(), method.getServerCallHandler());
    }
}
