/**
 * Types of the headers, in C, with the members and the order that Linux gives them on x86-64 (man pages ip(7), ipv6(7),
 * unix(7), socket(7), select(2), poll(2), epoll_ctl(2), recvmsg(2), cmsg(3), readv(2), timerfd_create(2)).
 */
export const headerTypes = `
struct in_addr { in_addr_t s_addr; };
struct in6_addr { union { uint8_t s6_addr[16]; uint16_t s6_addr16[8]; uint32_t s6_addr32[4]; }; };
struct sockaddr { sa_family_t sa_family; char sa_data[14]; };
struct sockaddr_in { sa_family_t sin_family; in_port_t sin_port; struct in_addr sin_addr; unsigned char sin_zero[8]; };
struct sockaddr_in6 {
  sa_family_t sin6_family; in_port_t sin6_port; uint32_t sin6_flowinfo; struct in6_addr sin6_addr; uint32_t sin6_scope_id;
};
struct sockaddr_un { sa_family_t sun_family; char sun_path[108]; };
struct sockaddr_storage { sa_family_t ss_family; char __ss_padding[118]; unsigned long __ss_align; };
struct timeval { time_t tv_sec; suseconds_t tv_usec; };
struct timespec { time_t tv_sec; long tv_nsec; };
struct itimerval { struct timeval it_interval; struct timeval it_value; };
struct itimerspec { struct timespec it_interval; struct timespec it_value; };
struct linger { int l_onoff; int l_linger; };
struct ucred { pid_t pid; uid_t uid; gid_t gid; };
struct ip_mreq { struct in_addr imr_multiaddr; struct in_addr imr_interface; };
typedef struct { long __fds_bits[16]; } fd_set;
typedef struct { unsigned long __val[16]; } sigset_t;
struct pollfd { int fd; short events; short revents; };
typedef union epoll_data { void *ptr; int fd; uint32_t u32; uint64_t u64; } epoll_data_t;
struct epoll_event { uint32_t events; epoll_data_t data; };
struct iovec { void *iov_base; size_t iov_len; };
struct msghdr {
  void *msg_name; socklen_t msg_namelen; struct iovec *msg_iov; size_t msg_iovlen;
  void *msg_control; size_t msg_controllen; int msg_flags;
};
struct mmsghdr { struct msghdr msg_hdr; unsigned int msg_len; };
struct cmsghdr { size_t cmsg_len; int cmsg_level; int cmsg_type; };
typedef uint64_t eventfd_t;
struct signalfd_siginfo {
  uint32_t ssi_signo; int32_t ssi_errno; int32_t ssi_code; uint32_t ssi_pid; uint32_t ssi_uid; int32_t ssi_fd;
  uint32_t ssi_tid; uint32_t ssi_band; uint32_t ssi_overrun; uint32_t ssi_trapno; int32_t ssi_status; int32_t ssi_int;
  uint64_t ssi_ptr; uint64_t ssi_utime; uint64_t ssi_stime; uint64_t ssi_addr; uint16_t ssi_addr_lsb; uint8_t __pad[46];
};
typedef void (*sighandler_t)(int);
typedef struct {
  int si_signo; int si_errno; int si_code; int __pad0;
  union { struct { pid_t si_pid; uid_t si_uid; int si_status; }; void *si_addr; struct { long si_band; int si_fd; }; char __pad[112]; };
} siginfo_t;
struct sigaction {
  union { sighandler_t sa_handler; void (*sa_sigaction)(int, siginfo_t *, void *); };
  sigset_t sa_mask; int sa_flags; void (*sa_restorer)(void);
};
`;

/** Structs without gaps: EPOLL_PACKED on x86-64 (sys/epoll.h, bits/epoll.h). */
export const packedStructs: ReadonlySet<string> = new Set(['epoll_event']);
