/* Which instructions the processor at hand has. */
#pragma once

/* 4 with AVX-512 (x86-64-v4), 3 with AVX2 and FMA (x86-64-v3), 1 otherwise; what the system does not keep
   for programs does not count. */
int gradus_processor_level(void);
