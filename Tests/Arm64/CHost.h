/* What the tests call beyond Swift. */
#pragma once

/* Of the C library, declared by hand as in CMath.h. */
_Noreturn void exit(int status);

/* Of Handing.swift. */
void gradus_float_kernels(void *place);
void gradus_double_kernels(void *place);
