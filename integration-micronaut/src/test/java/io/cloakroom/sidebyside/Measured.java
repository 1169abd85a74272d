package io.cloakroom.sidebyside;

import io.micronaut.aop.InterceptorBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Stands for an annotation of another library that Micronaut intercepts, such as a timer's. */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
public @interface Measured {}
