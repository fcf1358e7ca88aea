/* The C mathematics library, declared by hand so that no platform header is needed in WebAssembly. */
#pragma once

#include "Prefetch.h"

double exp(double);
double expm1(double);
double log(double);
double log1p(double);
double log2(double);
double log10(double);
double pow(double, double);
double sin(double);
double cos(double);
double tan(double);
double tanh(double);
double erf(double);
double erfc(double);
