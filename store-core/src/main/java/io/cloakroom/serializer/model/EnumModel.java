package io.cloakroom.serializer.model;

/** An enum: its constants come back by their names. */
public record EnumModel(Class<?> javaClass) implements ClassModel {}
