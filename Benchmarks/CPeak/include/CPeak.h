/* How fast a processor multiplies and adds when nothing else holds it up. */
#pragma once

/* Runs `turns` rounds of fused multiplications with independent results, on vectors of 4 (NEON), 8 (AVX2) or
   16 (AVX-512) floats, and gives back how many floating-point operations that were: 0 if this program has
   no such round. The processor must have the instructions. */
double gradus_peak(int lanes, long turns);
