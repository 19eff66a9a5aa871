"""Numbers of the errors that operating systems report (Linux's)."""

EPERM, ENOENT, EINTR, EIO, EBADF, EAGAIN, ENOMEM, EACCES, EEXIST = 1, 2, 4, 5, 9, 11, 12, 13, 17
ENOTDIR, EISDIR, EINVAL, ENOSPC, EPIPE, EDOM, ERANGE = 20, 21, 22, 28, 32, 33, 34
EWOULDBLOCK = EAGAIN
EADDRINUSE, EADDRNOTAVAIL, ENETUNREACH, ECONNABORTED, ECONNRESET, ENOTCONN = 98, 99, 101, 103, 104, 107
ETIMEDOUT, ECONNREFUSED, EHOSTUNREACH, EALREADY, EINPROGRESS = 110, 111, 113, 114, 115
errorcode = {value: name for name, value in list(globals().items()) if name[0] == 'E' and isinstance(value, int)}
