package dev.sluice.connect;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Changes messages by chance, so that they can still be read.
final class MessageMutation {

    private static final long[] NUMBERS = {
        0, 1, -1, 7, 1000, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE
    };

    private final Random random;
    private final List<Message> others;
    private final List<String> texts;

    /// @param others where parts are taken from
    /// @param session the id of a session of another user
    MessageMutation(Random random, List<Message> others, String session) {
        this.random = random;
        this.others = others;
        texts = List.of(
                "",
                "x",
                "secret",
                session,
                "`",
                "a.b.c",
                "SELECT * FROM secret",
                "*",
                "\u0000",
                "é".repeat(300),
                "{}",
                "INT",
                "1");
    }

    /// The message with one to three things changed. The user stays: who says another's name is that user.
    Message of(Message message) {
        Message changed = message;
        for (int i = random.nextInt(3); i >= 0; i--) changed = changed(changed, 0);
        return changed;
    }

    private Message changed(Message message, int depth) {
        List<FieldDescriptor> fields = message.getAllFields().keySet().stream()
                .filter(field -> !field.getName().equals("user_context"))
                .toList();
        if (fields.isEmpty() || depth > 100) return added(message);
        FieldDescriptor field = fields.get(random.nextInt(fields.size()));
        var builder = message.toBuilder();
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && random.nextInt(5) > 0) {
            if (!field.isRepeated()) {
                return builder.setField(field, changed((Message) message.getField(field), depth + 1))
                        .build();
            }
            int at = random.nextInt(message.getRepeatedFieldCount(field));
            return builder.setRepeatedField(
                            field, at, changed((Message) message.getRepeatedField(field, at), depth + 1))
                    .build();
        }
        switch (random.nextInt(4)) {
            case 0 -> builder.clearField(field);
            case 1 -> {
                if (field.isRepeated() && !field.isMapField()) {
                    int count = message.getRepeatedFieldCount(field);
                    builder.addRepeatedField(field, message.getRepeatedField(field, random.nextInt(count)));
                } else if (!field.isRepeated()) {
                    builder.setField(field, value(builder, field));
                }
            }
            default -> {
                if (!field.isRepeated()) {
                    builder.setField(field, value(builder, field));
                } else if (!field.isMapField()) {
                    builder.setRepeatedField(
                            field, random.nextInt(message.getRepeatedFieldCount(field)), value(builder, field));
                }
            }
        }
        return builder.build();
    }

    /// A field that was not said.
    private Message added(Message message) {
        List<FieldDescriptor> fields = message.getDescriptorForType().getFields();
        if (fields.isEmpty()) return message;
        FieldDescriptor field = fields.get(random.nextInt(fields.size()));
        if (field.isMapField() || field.getName().equals("user_context")) return message;
        var builder = message.toBuilder();
        if (field.isRepeated()) builder.addRepeatedField(field, value(builder, field));
        else builder.setField(field, value(builder, field));
        return builder.build();
    }

    private Object value(Message.Builder builder, FieldDescriptor field) {
        long number = NUMBERS[random.nextInt(NUMBERS.length)];
        return switch (field.getJavaType()) {
            case INT -> (int) number;
            case LONG -> number;
            case FLOAT -> random.nextBoolean() ? Float.NaN : (float) number;
            case DOUBLE -> random.nextBoolean() ? Double.NEGATIVE_INFINITY : (double) number;
            case BOOLEAN -> random.nextBoolean();
            case STRING -> texts.get(random.nextInt(texts.size()));
            case BYTE_STRING -> {
                byte[] bytes = new byte[random.nextInt(64)];
                random.nextBytes(bytes);
                yield ByteString.copyFrom(bytes);
            }
            case ENUM -> {
                var values = field.getEnumType().getValues();
                yield values.get(random.nextInt(values.size()));
            }
            case MESSAGE ->
                part(field.getMessageType(), builder.newBuilderForField(field).build());
        };
    }

    /// A part of that kind out of another message, or an empty one.
    private Message part(Descriptor kind, Message empty) {
        for (int tries = 0; tries < 5; tries++) {
            List<Message> found = new ArrayList<>();
            collect(others.get(random.nextInt(others.size())), kind, found);
            if (!found.isEmpty()) return found.get(random.nextInt(found.size()));
        }
        return empty;
    }

    private static void collect(Message message, Descriptor kind, List<Message> found) {
        if (message.getDescriptorForType().equals(kind)) found.add(message);
        message.getAllFields().forEach((field, value) -> {
            if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) return;
            if (value instanceof List<?> parts) {
                for (Object part : parts) collect((Message) part, kind, found);
            } else {
                collect((Message) value, kind, found);
            }
        });
    }
}
