#ifndef GRADUS_CEXCHANGE_H
#define GRADUS_CEXCHANGE_H

/// Exchanges what two paths of one file system name, in one step that nothing can interrupt.
/// Returns 0 or the system's error number; ENOSYS, EINVAL or ENOTSUP where that is not possible.
int gradus_exchange(const char *first, const char *second);

/// Renames, unless `to` exists. Returns 0 or the system's error number, as above.
int gradus_rename_exclusively(const char *from, const char *to);

#endif
