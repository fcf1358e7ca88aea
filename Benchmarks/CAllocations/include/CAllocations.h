#ifndef CALLOCATIONS_H
#define CALLOCATIONS_H

/// How often this process has asked for memory so far; -1 where that cannot be counted.
long allocations_so_far(void);

#endif
