package io.micronaut.beside;

import io.cloakroom.sidebyside.Measured;
import io.micronaut.aop.InterceptorBean;
import io.micronaut.aop.MethodInterceptor;
import io.micronaut.aop.MethodInvocationContext;

/** Stands for an interceptor that Micronaut brings for the annotation of another library. */
@InterceptorBean(Measured.class)
class MeasuringInterceptor implements MethodInterceptor<Object, Object> {

  @Override
  public Object intercept(MethodInvocationContext<Object, Object> call) {
    return call.proceed();
  }
}
